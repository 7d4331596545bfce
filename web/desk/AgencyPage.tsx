import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { type AgencyView, minuteOf } from '#web/desk/api.ts'
import { Foundings } from '#web/desk/Foundings.tsx'
import { Page, Read } from '#web/desk/Page.tsx'
import { PageHead } from '#web/desk/PageHead.tsx'
import { useMe } from '#web/desk/session.tsx'
import { ActPanel } from '#web/kit/ActPanel.tsx'
import type { StreamActs } from '#web/kit/acts.ts'
import { call, type ProblemBody, problemOf } from '#web/kit/client.ts'
import { ProblemNote } from '#web/kit/ProblemNote.tsx'
import { Status } from '#web/kit/Status.tsx'
import { useLoad } from '#web/kit/useLoad.ts'

const accounts = {
  open: { zh: '已启用', look: 'ok' },
  invited: { zh: '等待设置口令', look: 'warn' },
  none: { zh: '没有发放链接', look: 'warn' },
  disabled: { zh: '已停用', look: 'bad' },
} as const

/** Acts that hand out a link: they have buttons of their own. */
const linked = ['agency.invite', 'agency.offerFounding']

/** 机构人员: units, officers and accounts, and what the officer at the desk may do about them. */
export default function AgencyPage() {
  const { agency, officer } = useMe()
  const view = useLoad<AgencyView>('/api/agency')
  const acts = useLoad<StreamActs>(`/api/streams/agency:${agency.agency}/acts`)
  const [open, setOpen] = useState<string>()
  const refresh = async () => {
    await Promise.all([view.reload(), acts.reload()])
  }
  return (
    <Page>
      <PageHead title="机构人员" note={agency.name} />
      <Read of={view}>
        {(data) => (
          <>
            <Officers {...{ data, refresh }} />
            <section className="card" aria-labelledby="units">
              <h2 id="units">内设机构</h2>
              <ul className="in">
                {data.units.map(({ id, name, useZh, closedOn }) => (
                  <li key={id}>
                    {name}（{id}）{useZh && ` ${useZh}`}
                    {closedOn && ` 已于 ${closedOn} 撤销`}
                  </li>
                ))}
              </ul>
            </section>
            {data.bodies.length > 0 && (
              <section className="card" aria-labelledby="bodies">
                <h2 id="bodies">受委托组织</h2>
                <ul className="in">
                  {data.bodies.map(({ id, name, letterNo, from, to }) => (
                    <li key={id}>
                      {name}，委托书 {letterNo}，{from} 至 {to}
                    </li>
                  ))}
                </ul>
              </section>
            )}
            {data.foundings && <Foundings of={data.foundings} refresh={refresh} />}
            {data.failedSignIns && <FailedSignIns of={data.failedSignIns} />}
            <Read of={acts}>
              {(listed) => (
                <ActPanel
                  acts={{ ...listed, acts: listed.acts.filter(({ id }) => !linked.includes(id)) }}
                  choices={data.choices}
                  who={`${officer.name}、${officer.posts.map(({ zh }) => zh).join('、')}`}
                  version={data.version}
                  {...{ open, setOpen, refresh }}
                />
              )}
            </Read>
          </>
        )}
      </Read>
    </Page>
  )
}

type Link = Readonly<{ officer: string; name: string; url: string; until: string }>

function Officers({ data, refresh }: { data: AgencyView; refresh: () => Promise<void> }) {
  const [link, setLink] = useState<Link>()
  const [problem, setProblem] = useState<ProblemBody>()
  const told = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (link ?? problem) told.current?.focus()
  }, [link, problem])
  const invite = async (officer: string, name: string) => {
    setProblem(undefined)
    setLink(undefined)
    try {
      const { path, until } = await call<{ path: string; until: string }>('POST', '/api/invitations', { officer })
      setLink({ officer, name, url: `${location.origin}${path}`, until })
      await refresh()
    } catch (thrown) {
      setProblem(problemOf(thrown))
    }
  }
  return (
    <section className="card" aria-labelledby="officers">
      <h2 id="officers">人员</h2>
      <div ref={told} tabIndex={-1}>
        {problem && <ProblemNote problem={problem} />}
        {link && (
          <div className="note ok">
            <p>
              请把这个链接当面或者以可靠的方式交给 {link.name}，由本人打开设置口令。只能用一次，{minuteOf(link.until)}{' '}
              以前有效；再发一次，原来的作废。
            </p>
            <p>
              <code className="link">{link.url}</code>
            </p>
          </div>
        )}
      </div>
      <table className="list cards">
        <caption className="unseen">本机关人员</caption>
        <thead>
          <tr>
            <th scope="col">姓名</th>
            <th scope="col">机构</th>
            <th scope="col">今天的岗位</th>
            <th scope="col">执法证件</th>
            <th scope="col">账号</th>
            {data.administers && <th scope="col">第二验证因素</th>}
          </tr>
        </thead>
        <tbody>
          {data.officers.map(({ id, name, unitName, posts, certificate, left, account, factor }) => (
            <tr key={id}>
              <td data-l="姓名">
                {name}（{id}）
              </td>
              <td data-l="机构">{unitName}</td>
              <td data-l="今天的岗位">{posts.join('、') || (left ? `已于 ${left} 离任` : '无')}</td>
              <td data-l="执法证件">{certificate ? `${certificate.no}，至 ${certificate.to}` : '—'}</td>
              <td data-l="账号">
                <Status look={accounts[account].look}>{accounts[account].zh}</Status>{' '}
                {data.administers && account !== 'disabled' && (
                  <Button
                    size="small"
                    aria-label={`${account === 'open' ? '重置口令' : '发放链接'}：${name}`}
                    onClick={() => void invite(id, name)}
                  >
                    {account === 'open' ? '重置口令' : '发放链接'}
                  </Button>
                )}
              </td>
              {data.administers && <td data-l="第二因素">{factor ? '已启用' : '—'}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const failings = { password: '账号或者口令不对', code: '口令对、验证码不对', held: '不对的次数多了，没有核对' } as const

/** 登录未成: by day, as counts. */
const FailedSignIns = ({ of }: { of: NonNullable<AgencyView['failedSignIns']> }) => (
  <section className="card" aria-labelledby="failed">
    <h2 id="failed">
      登录未成<small>近三十天，按日计数</small>
    </h2>
    {of.length === 0 ? (
      <p className="in">没有。</p>
    ) : (
      <table className="list cards tight">
        <caption className="unseen">近三十天登录未成的次数</caption>
        <thead>
          <tr>
            <th scope="col">日期</th>
            <th scope="col">账号</th>
            <th scope="col">原因</th>
            <th scope="col" className="right">
              次数
            </th>
          </tr>
        </thead>
        <tbody>
          {of.map(({ day, officer, how, n }) => (
            <tr key={`${day} ${officer} ${how}`}>
              <td data-l="日期">{day}</td>
              <td data-l="账号">{officer || '不在册的账号'}</td>
              <td data-l="原因">
                {failings[how]}
                {how === 'code' && '：口令可能已被人知道，请提醒本人更换'}
              </td>
              <td data-l="次数" className="right">
                {n}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    )}
  </section>
)
