import { Button, Input } from 'antd'
import { Fragment, useEffect, useState } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import { ChangeTable } from '#web/desk/ChangeTable.tsx'
import type { EntryView, ListField, ListView } from '#web/desk/lists.ts'
import { Page, Read } from '#web/desk/Page.tsx'
import { PageHead } from '#web/desk/PageHead.tsx'
import { useMe } from '#web/desk/session.tsx'
import { Turning } from '#web/desk/Turning.tsx'
import { Clauses } from '#web/kit/Clauses.tsx'
import { useLoad } from '#web/kit/useLoad.ts'

/** 一份清单: its entries on a day, what is looked for in them, how each came to be, and every change. */
export default function ListPage() {
  const { list = '' } = useParams()
  const { today, agency } = useMe()
  const [search, setSearch] = useSearchParams()
  const [opened, setOpened] = useState<string>()
  const view = useLoad<ListView>(`/api/lists/${encodeURIComponent(list)}`, `${search}`)
  const ask = (said: Readonly<Record<string, string>>) =>
    setSearch(Object.fromEntries(Object.entries({ ...Object.fromEntries(search), page: '', ...said }).filter(([, value]) => value)))
  return (
    <Page>
      {!view.data && <PageHead title="清单" />}
      <Read of={view}>
        {(data) => (
          <>
            <PageHead
              title={data.zh}
              note={`${data.total}${data.more ? ' 条以上' : ' 条'}${data.on === today ? '' : `，${data.on} 的内容`}`}
            >
              {data.drafts && (
                <>
                  <Link className="button" to={`/lists/${data.id}/draft`}>
                    拟变更
                  </Link>
                  <Link className="button" to={`/lists/${data.id}/import`}>
                    导入表格
                  </Link>
                </>
              )}
              {data.id === 'boards' && data.total > 0 && data.on === today && (
                <a className="button" href={`/lists/${encodeURIComponent(agency.agency)}/boards.pdf`}>
                  打印公示牌（PDF）
                </a>
              )}
              <a className="button" href={`/api/lists/${data.id}/table.xlsx?on=${data.on}`}>
                导出 XLSX
              </a>
              <a className="button" href={`/api/lists/${data.id}/table.csv?on=${data.on}`}>
                导出 CSV
              </a>
            </PageHead>
            <p className="standing">
              {data.chain.length > 0 && `变更由${data.chain.join('、')}审批后发布。`}
              <Clauses of={data.clauses} />
            </p>
            <Asking q={data.q} on={data.on} today={today} ask={ask} />
            {data.items.length === 0 ? (
              <p className="empty">
                {data.q
                  ? '没有找到同时符合的条目。'
                  : data.on === today
                    ? '这份清单还没有条目。可以拟变更，或者从表格导入。'
                    : '这一天清单还没有条目。'}
              </p>
            ) : (
              <Entries {...data} opened={opened} open={setOpened} />
            )}
            <Turning of={data} to={(page) => ask({ page: String(page) })} />
            {data.changes.length > 0 && (
              <section className="card" aria-labelledby="changes">
                <h2 id="changes">变更</h2>
                <ChangeTable changes={data.changes} caption="变更" today={today} />
              </section>
            )}
          </>
        )}
      </Read>
    </Page>
  )
}

function Asking({ q, on, today, ask }: { q: string; on: string; today: string; ask: (said: Readonly<Record<string, string>>) => void }) {
  const [words, setWords] = useState(q)
  const [day, setDay] = useState(on)
  useEffect(() => setWords(q), [q])
  useEffect(() => setDay(on), [on])
  return (
    <search>
      <form
        className="filter"
        onSubmit={(event) => {
          event.preventDefault()
          ask({ q: words.trim(), on: day === today ? '' : day })
        }}
      >
        <Input
          aria-label="查询内容"
          placeholder="名称、号码，写一部分也可以"
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        <label>
          哪一天的内容 <input type="date" value={day} onChange={(event) => setDay(event.target.value)} />
        </label>
        <Button htmlType="submit">查询</Button>
      </form>
    </search>
  )
}

/** A table shows so many columns; the rest stands in the entry itself. */
const COLUMNS = 5

function Entries({
  id,
  fields,
  items,
  drafts,
  opened,
  open,
}: ListView & { opened: string | undefined; open: (key: string | undefined) => void }) {
  const used = fields.filter((field) => items.some(({ entry }) => entry[field.id]))
  const shown = used.slice(0, COLUMNS)
  return (
    <table className="list cards">
      <caption className="unseen">条目</caption>
      <thead>
        <tr>
          {shown.map(({ id, zh, inner }) => (
            <th key={id} scope="col">
              {zh}
              {inner && '（不公开）'}
            </th>
          ))}
          <th scope="col">施行</th>
          <th scope="col">详情</th>
        </tr>
      </thead>
      <tbody>
        {items.map(({ key, entry, from }) => (
          <Fragment key={key}>
            <tr>
              {shown.map(({ id, zh }) => (
                <td key={id} data-l={zh}>
                  {entry[id] ?? '—'}
                </td>
              ))}
              <td data-l="施行" className="nowrap">
                {from}
              </td>
              <td data-l="详情">
                <button
                  type="button"
                  className="button"
                  aria-expanded={opened === key}
                  aria-label={`${opened === key ? '收起' : '全文和沿革'}：${key}`}
                  onClick={() => open(opened === key ? undefined : key)}
                >
                  {opened === key ? '收起' : '全文和沿革'}
                </button>
              </td>
            </tr>
            {opened === key && (
              <tr>
                <td colSpan={shown.length + 2}>
                  <Whole list={id} of={key} fields={used} drafts={drafts} />
                </td>
              </tr>
            )}
          </Fragment>
        ))}
      </tbody>
    </table>
  )
}

/** An entry whole, and all that stood in its place. */
function Whole({ list, of, fields, drafts }: { list: string; of: string; fields: readonly ListField[]; drafts: boolean }) {
  const view = useLoad<EntryView>(`/api/lists/${list}/entry?key=${encodeURIComponent(of)}`)
  return (
    <Read of={view}>
      {({ history }) => (
        <>
          {drafts && (
            <p>
              <Link className="button" to={`/lists/${list}/draft?key=${encodeURIComponent(of)}`}>
                修改
              </Link>
              　
              <Link className="button" to={`/lists/${list}/draft?strike=${encodeURIComponent(of)}`}>
                删去
              </Link>
            </p>
          )}
          <ol className="events">
            {history.map(({ set, from, entry }) => (
              <li key={set}>
                <Link to={`/changes/${set}`}>{from} 起</Link>
                {entry ? (
                  <dl className="changed">
                    {fields.flatMap(({ id, zh }) =>
                      entry[id]
                        ? [
                            <div key={id}>
                              <dt>{zh}</dt>
                              <dd>{entry[id]}</dd>
                            </div>,
                          ]
                        : [],
                    )}
                  </dl>
                ) : (
                  '　删去'
                )}
              </li>
            ))}
          </ol>
        </>
      )}
    </Read>
  )
}
