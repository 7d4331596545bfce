import { Button, Input } from 'antd'
import { type SyntheticEvent, useRef, useState } from 'react'
import { v7 } from 'uuid'
import { useMe } from '#web/desk/session.tsx'
import { call, Problem, type ProblemBody, problemOf } from '#web/kit/client.ts'
import { ErrorSummary } from '#web/kit/ErrorSummary.tsx'

/** The files of a pack by their names without ending, read as JSON. @throws {Problem} naming the file that is none */
async function readAll(files: readonly File[]): Promise<Readonly<Record<string, unknown>>> {
  const read = files.map(async (file) => {
    try {
      return [file.name.replace(/\.json$/, ''), JSON.parse(await file.text()) as unknown] as const
    } catch {
      const detail = `${file.name} 不是 JSON 文件，请核对后重新选择`
      throw new Problem({ status: 400, title: detail, detail })
    }
  })
  return Object.fromEntries(await Promise.all(read))
}

/** 采用规则包新版本: all files of the agency's pack at once; a faulty one is refused by file, row and reason, and the old one goes on. */
export function NewPack({ version, onGranted, onCancel }: { version: number; onGranted: (zh: string) => void; onCancel: () => void }) {
  const { agency } = useMe()
  const [basis, setBasis] = useState('')
  const [chosen, setChosen] = useState<readonly File[]>([])
  const [problem, setProblem] = useState<ProblemBody>()
  const [sending, setSending] = useState(false)
  const id = useRef(v7())
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault()
    setSending(true)
    setProblem(undefined)
    try {
      const input = { basis, files: await readAll(chosen) }
      await call('POST', '/api/acts/pack.adopt', { id: id.current, stream: `register:${agency.agency}`, version, input })
      onGranted('采用规则包新版本')
    } catch (thrown) {
      id.current = v7()
      setProblem(problemOf(thrown))
    }
    setSending(false)
  }
  return (
    <section className="card" aria-labelledby="pack">
      <h2 id="pack">采用规则包新版本</h2>
      <form className="in actform" aria-label="采用规则包新版本" onSubmit={submit}>
        {problem && <ErrorSummary form="pack" schema={{}} draft={{}} choices={{}} errors={problem.fields ?? []} problem={problem} />}
        <p>
          <label htmlFor="basis">依据的文件</label>
          <Input id="basis" required maxLength={200} value={basis} onChange={(event) => setBasis(event.target.value)} />
        </p>
        <p>
          <label htmlFor="files">规则包的全部 JSON 文件（pack.json、periods.json 等，一起选择）</label>
          <input id="files" type="file" multiple required accept=".json" onChange={(event) => setChosen([...(event.target.files ?? [])])} />
        </p>
        <p className="hint">已经施行的规定不会被改写，新的规定最早明日起施行。有一处不合的，整个不采用，原来的照用。</p>
        <div className="ends">
          <Button type="primary" htmlType="submit" disabled={sending} aria-busy={sending}>
            {sending ? '正在办理' : '采用规则包新版本'}
          </Button>
          <Button onClick={onCancel}>收起</Button>
        </div>
      </form>
    </section>
  )
}
