import { Button, Input, Select } from 'antd'
import { type SyntheticEvent, useEffect, useRef, useState } from 'react'
import { Navigate, useSearchParams } from 'react-router'
import type { AgencyName } from '#web/desk/api.ts'
import { useSession } from '#web/desk/session.tsx'
import { type ProblemBody, problemOf } from '#web/kit/client.ts'
import { ProblemNote } from '#web/kit/ProblemNote.tsx'
import { useLoad } from '#web/kit/useLoad.ts'

/** Only pages of the desk are gone back to. */
const backTo = (from: string | null): string => (from?.startsWith('/') && !from.startsWith('//') ? from : '/')

/** 登录 */
export function SignInPage() {
  const { me, signIn } = useSession()
  const [search] = useSearchParams()
  const agencies = useLoad<readonly AgencyName[]>('/api/agencies')
  const [chosen, setChosen] = useState<string>()
  const [problem, setProblem] = useState<ProblemBody>()
  const [sending, setSending] = useState(false)
  const [asksCode, setAsksCode] = useState(false)
  const told = useRef<HTMLDivElement>(null)
  useEffect(() => {
    document.title = '登录 - 明镜 办案台'
  }, [])
  useEffect(() => {
    if (problem) told.current?.focus()
  }, [problem])
  if (me) return <Navigate to={backTo(search.get('from'))} replace />

  const agency = chosen ?? agencies.data?.[0]?.agency
  const submit = async (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault()
    const said = new FormData(event.currentTarget)
    setSending(true)
    setProblem(undefined)
    try {
      const code = String(said.get('code') ?? '').trim()
      await signIn({
        ...{ agency: agency ?? '', officer: String(said.get('username')), password: String(said.get('password')) },
        ...(code ? { code } : {}),
      })
    } catch (thrown) {
      const why = problemOf(thrown)
      const asks = why.code === 'code-asked' || why.code === 'wrong-code'
      setAsksCode(asks)
      setProblem(why.code === 'code-asked' ? undefined : why)
    } finally {
      setSending(false)
    }
  }
  return (
    <main className="signin">
      <h1>明镜 办案台</h1>
      <p className="muted">行政执法公示、执法全过程记录、重大执法决定法制审核</p>
      {search.has('from') && !problem && <p className="note info">请先登录，登录后回到刚才的页面。</p>}
      <div ref={told} tabIndex={-1}>
        {(problem ?? agencies.problem) && <ProblemNote problem={problem ?? (agencies.problem as ProblemBody)} />}
      </div>
      <form onSubmit={submit}>
        <div className="field">
          <label htmlFor="agency">执法机关</label>
          <Select
            id="agency"
            value={agency ?? null}
            options={(agencies.data ?? []).map(({ agency: id, name }) => ({ value: id, label: name }))}
            placeholder="请选择"
            onChange={(id: string) => setChosen(id)}
          />
        </div>
        <div className="field">
          <label htmlFor="username">账号（工号）</label>
          <Input id="username" name="username" autoComplete="username" autoCapitalize="none" spellCheck={false} required />
        </div>
        <div className="field">
          <label htmlFor="password">口令</label>
          <Input.Password id="password" name="password" autoComplete="current-password" required />
        </div>
        {asksCode && (
          <div className="field">
            <label htmlFor="code">验证码，或者一个备用码</label>
            <p className="hint" id="code-hint">
              口令已经核对。请再填手机验证器上的六位验证码。
            </p>
            <Input
              id="code"
              name="code"
              aria-describedby="code-hint"
              autoComplete="one-time-code"
              autoCapitalize="none"
              spellCheck={false}
              maxLength={40}
              autoFocus
              required
            />
          </div>
        )}
        <Button type="primary" htmlType="submit" disabled={sending || agency === undefined} block>
          {sending ? '正在登录' : '登录'}
        </Button>
      </form>
      {agencies.data?.length === 0 && (
        <p className="note warn">平台里还没有机关，不能登录。请先打开启动时打印的链接，设立机关和系统管理员。</p>
      )}
      {agencies.data?.find((each) => each.agency === agency)?.demo && (
        <p className="note info">
          演示数据，人物与机关均为虚构。账号和口令见启动时打印的账号表，或者<a href="/tour">两分钟导览</a>。
        </p>
      )}
      <p>
        <a href="/">公示平台</a>
      </p>
    </main>
  )
}
