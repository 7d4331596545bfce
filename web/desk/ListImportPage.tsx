import { Button } from 'antd'
import { useRef, useState } from 'react'
import { Link, useParams } from 'react-router'
import { v7 } from 'uuid'
import type { ListView, ReadingView } from '#web/desk/lists.ts'
import { Page, Read } from '#web/desk/Page.tsx'
import { PageHead } from '#web/desk/PageHead.tsx'
import { useMe } from '#web/desk/session.tsx'
import type { Granted } from '#web/kit/acts.ts'
import { call, Problem, type ProblemBody, problemOf } from '#web/kit/client.ts'
import { ProblemNote } from '#web/kit/ProblemNote.tsx'
import { useLoad } from '#web/kit/useLoad.ts'

/** So many entries go in one change. */
const AT_ONCE = 5_000
/** So many faults are shown at once; all of them can be kept as a table. */
const FAULTS = 200

async function reading(list: string, file: File, chosen: string): Promise<ReadingView> {
  const answer = await fetch(`/api/lists/${encodeURIComponent(list)}/reading${chosen}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', accept: 'application/json' },
    body: file,
  }).catch(() => undefined)
  const said: unknown = await answer?.json().catch(() => undefined)
  if (answer?.ok) return said as ReadingView
  throw new Problem({
    status: answer?.status ?? 0,
    title: '没有读成',
    detail: '没有读成，请检查网络后再选一次这个文件',
    ...(said as object),
  })
}

/** 导入表格: read first, tell row by row what is wrong; nothing is written before it is confirmed. */
export default function ListImportPage() {
  const { list = '' } = useParams()
  const view = useLoad<ListView>(`/api/lists/${encodeURIComponent(list)}`)
  const [file, setFile] = useState<File>()
  const [read, setRead] = useState<ReadingView>()
  const [problem, setProblem] = useState<ProblemBody>()
  const [busy, setBusy] = useState(false)

  const look = async (chosen: File, query = '') => {
    setBusy(true)
    setProblem(undefined)
    try {
      setRead(await reading(list, chosen, query))
    } catch (thrown) {
      setRead(undefined)
      setProblem(problemOf(thrown))
    }
    setBusy(false)
  }
  return (
    <Page>
      <PageHead title={`导入表格${view.data ? `：${view.data.zh}` : ''}`}>
        <Link className="button" to={`/lists/${list}`}>
          回到清单
        </Link>
      </PageHead>
      <Read of={view}>
        {(kind) => (
          <>
            <section className="card">
              <p className="in">
                <label>
                  表格（XLSX、XLS、CSV，至多 10 MB、50000 行）{' '}
                  <input
                    type="file"
                    accept=".xlsx,.xls,.csv,.txt"
                    onChange={(event) => {
                      const chosen = event.target.files?.[0]
                      setFile(chosen)
                      setRead(undefined)
                      if (chosen) void look(chosen)
                    }}
                  />
                </label>
              </p>
              <p className="in small">
                表头按栏目名称识别：{kind.fields.map(({ zh, must }) => (must ? `${zh}（必填）` : zh)).join('、')}。
                <a href={`/api/lists/${kind.id}/table.xlsx`}>下载现有清单作样表</a>
              </p>
              <div role="status">{busy && <p className="in">正在读取表格</p>}</div>
              {problem && <ProblemNote problem={problem} />}
            </section>
            {read && file && (
              <Columns key={JSON.stringify(read.read && read.columns)} kind={kind} read={read} again={(query) => void look(file, query)} />
            )}
            {read?.read && <Confirm kind={kind} read={read} />}
          </>
        )}
      </Read>
    </Page>
  )
}

/** 每一列是什么: as the headings say, or as it is chosen here. */
function Columns({ kind, read, again }: { kind: ListView; read: ReadingView; again: (query: string) => void }) {
  const row = read.read ? read.headingRow : 1
  const headings = read.read ? read.columns.map(({ heading }) => heading) : (read.top[row - 1] ?? [])
  const cells = headings.map((heading, n) => ({ heading, n }))
  const [fields, setFields] = useState<readonly (string | null)[]>(() =>
    read.read ? read.columns.map(({ field }) => field) : headings.map(() => null),
  )
  return (
    <section className="card" aria-labelledby="columns">
      <h2 id="columns">
        表头<small>第 {row} 行</small>
      </h2>
      {!read.read && <p className="note warn">{read.zh}</p>}
      <ul className="columns-of">
        {cells.map(({ heading, n }) => (
          <li key={n}>
            <label>
              {heading || `第 ${n + 1} 列`}{' '}
              <select
                value={fields[n] ?? ''}
                onChange={(event) => setFields(headings.map((_, m) => (m === n ? event.target.value || null : (fields[m] ?? null))))}
              >
                <option value="">不导入</option>
                {kind.fields.map(({ id, zh }) => (
                  <option key={id} value={id}>
                    {zh}
                  </option>
                ))}
              </select>
            </label>
          </li>
        ))}
      </ul>
      <div className="ends">
        <Button
          onClick={() =>
            again(`?sheet=${read.read ? read.sheet : 0}&headingRow=${row}&fields=${fields.map((field) => field ?? '').join(',')}`)
          }
        >
          照此重新读取
        </Button>
      </div>
    </section>
  )
}

type ReadTable = Extract<ReadingView, { read: true }>

/** 核对和办理: what is right goes in, in changes of a few thousand; what is wrong does not. */
function Confirm({ kind, read: { entries, faults, rows, there }, read }: { kind: ListView; read: ReadTable }) {
  const { today } = useMe()
  const [said, setSaid] = useState({ why: '', from: today, changed: today })
  const [done, setDone] = useState<readonly string[]>([])
  const [problem, setProblem] = useState<ProblemBody>()
  const [busy, setBusy] = useState(false)
  // the same part sent again bears the same id: it takes effect once
  const ids = useRef(new Map<number, string>())
  const parts = Math.ceil(entries.length / AT_ONCE)
  const send = async () => {
    setBusy(true)
    setProblem(undefined)
    try {
      for (let n = done.length; n < parts; n++) {
        const why = parts > 1 ? `${said.why}（第 ${n + 1} 部分，共 ${parts} 部分）` : said.why
        const input = {
          list: kind.id,
          entries: entries.slice(n * AT_ONCE, (n + 1) * AT_ONCE).map(({ entry }) => entry),
          strike: [],
          ...said,
          why,
        }
        const id = ids.current.get(n) ?? v7()
        ids.current.set(n, id)
        const { stream } = await call<Granted>('POST', '/api/acts/list.prepare', { id, input })
        setDone((before) => [...before, stream.slice('change:'.length)])
      }
    } catch (thrown) {
      setProblem(problemOf(thrown))
    }
    setBusy(false)
  }
  const wrong = new Set(faults.map(({ row }) => row)).size
  return (
    <>
      <section className="card" aria-labelledby="confirm">
        <h2 id="confirm">
          核对<small>共 {rows} 行</small>
        </h2>
        <p className="in">
          可以导入 {entries.length} 条：新增 {entries.length - there} 条，覆盖现有 {there} 条。
          {wrong > 0 ? `有误 ${wrong} 行，不导入，改正后另行导入。` : '没有错误。'}
        </p>
        <div className="in">
          <label>
            变更说明（将一并公开）{' '}
            <input type="text" value={said.why} maxLength={400} onChange={(event) => setSaid({ ...said, why: event.target.value })} />
          </label>
          <label>
            施行之日{' '}
            <input type="date" value={said.from} min={today} onChange={(event) => setSaid({ ...said, from: event.target.value })} />
          </label>
          <label>
            信息形成或者变更之日{' '}
            <input type="date" value={said.changed} max={today} onChange={(event) => setSaid({ ...said, changed: event.target.value })} />
          </label>
        </div>
        {problem && <ProblemNote problem={problem} />}
        <div role="status">
          {parts > 1 && (busy || done.length > 0) && (
            <p className="in">
              <progress max={parts} value={done.length} aria-label="导入进度" /> 第 {done.length} 部分，共 {parts} 部分
            </p>
          )}
          {done.length === parts && parts > 0 && (
            <p className="note ok">
              已拟好，等待审批：
              {done.map((id, n) => (
                <Link key={id} to={`/changes/${id}`}>
                  第 {n + 1} 次变更{' '}
                </Link>
              ))}
            </p>
          )}
        </div>
        <div className="ends">
          <Button
            type="primary"
            disabled={busy || entries.length === 0 || said.why.trim() === '' || done.length === parts}
            aria-busy={busy}
            onClick={() => void send()}
          >
            {busy ? '正在办理' : `导入 ${entries.length} 条，送审批`}
          </Button>
        </div>
      </section>
      {faults.length > 0 && <Faults faults={read.faults} />}
    </>
  )
}

const Faults = ({ faults }: Pick<ReadTable, 'faults'>) => (
  <section className="card" aria-labelledby="faults">
    <h2 id="faults">
      有误的行<small>{faults.length > FAULTS ? `列出前 ${FAULTS} 处，共 ${faults.length} 处` : `${faults.length} 处`}</small>
    </h2>
    <table className="list cards">
      <caption className="unseen">有误的行</caption>
      <thead>
        <tr>
          <th scope="col">行</th>
          <th scope="col">栏目</th>
          <th scope="col">填写的</th>
          <th scope="col">错在哪里</th>
          <th scope="col">怎样改</th>
        </tr>
      </thead>
      <tbody>
        {faults.slice(0, FAULTS).map(({ row, field, fieldZh, value, zh, mend }) => (
          <tr key={`${row} ${field} ${zh}`}>
            <td data-l="行">{row}</td>
            <td data-l="栏目">{fieldZh}</td>
            <td data-l="填写的">{value || '（空）'}</td>
            <td data-l="错在哪里">{zh}</td>
            <td data-l="怎样改">{mend}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </section>
)
