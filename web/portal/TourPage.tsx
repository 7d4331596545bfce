/** @jsxRuntime automatic */
import { Document } from '#web/portal/Document.tsx'
import type { TourData } from '#web/portal/data.ts'

/** 演示导览: the matters of the demo as they were told, and with which account each is best seen. */
export const TourPage = (data: TourData) => (
  <Document site={data} at="/tour" path={['演示导览']} title="两分钟导览" description="演示案件的导览：以谁登录、打开哪一页、看什么。">
    <div className="title">
      <h1>两分钟导览</h1>
      <p>演示数据，机关、人员、当事人均为虚构。各账号的口令都是 {data.accounts[0]?.password}。换人时先在办案台右上角退出。</p>
    </div>
    <div className="text">
      <ol>
        {data.stops.map(({ zh, as, href, see }) => {
          const [agency, officer] = as.split('/')
          const who = data.accounts.find((each) => each.agency === agency && each.officer === officer)
          return (
            <li key={href}>
              <p>
                <a href={href}>{zh}</a>
              </p>
              <p>
                {who ? `以 ${who.agencyZh} ${who.officer}（${who.name}，${who.posts.join('、')}）登录` : '不用登录'}；看“{see}”。
              </p>
            </li>
          )
        })}
      </ol>
    </div>
  </Document>
)
