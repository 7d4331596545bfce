/** @jsxRuntime automatic */
import { Document } from '#web/portal/Document.tsx'
import type { ProblemData } from '#web/portal/data.ts'
import { Search } from '#web/portal/Search.tsx'
import { To } from '#web/portal/To.tsx'
import { Words } from '#web/portal/Words.tsx'

const headings = {
  400: '看不懂这个请求',
  404: '没有这一页',
  409: '不能印出',
  500: '本平台出错了',
  503: '暂时不能查看',
} as const satisfies Record<ProblemData['status'], string>

/** A page that cannot be shown: why, and how to go on. */
export const ProblemPage = (data: ProblemData) => {
  const heading = headings[data.status]
  return (
    <Document site={data} title={heading} description={data.zh} path={[heading]} index={false}>
      <div className="title">
        <h1>{heading}</h1>
        <p>
          <Words>{data.zh}</Words>
        </p>
      </div>
      {data.status < 500 ? <Search agencies={data.agencies} /> : <p>请稍后再打开这一页。急需的，请与公示机关联系，电话和地址在页脚。</p>}
      <p className="onward">
        <To href="/">回到首页</To> <To href="/decisions">全部决定</To>
      </p>
    </Document>
  )
}
