import { Button, Input } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { type AccountView, minuteOf } from '#web/desk/api.ts'
import { textOf, useSending } from '#web/desk/Entrance.tsx'
import { Page, Read } from '#web/desk/Page.tsx'
import { PageHead } from '#web/desk/PageHead.tsx'
import { useMe, useSession } from '#web/desk/session.tsx'
import { call, type ProblemBody } from '#web/kit/client.ts'
import { ProblemNote } from '#web/kit/ProblemNote.tsx'
import { Status } from '#web/kit/Status.tsx'
import { useLoad } from '#web/kit/useLoad.ts'

/** 我的账号: an officer's own sign-ins, second factor and password. */
export default function AccountPage() {
  const { agency, officer, confined } = useMe()
  const { renew } = useSession()
  const view = useLoad<AccountView>('/api/account')
  const refresh = async () => {
    await Promise.all([view.reload(), renew()])
  }
  return (
    <Page className="narrow">
      <PageHead title="我的账号" note={`${officer.name}（${officer.id}），${agency.name}`} />
      {confined && (
        <p className="note warn">
          <i aria-hidden="true">!</i> 本机关要求您的岗位用第二验证因素登录。请先在这里启用，启用以后才能打开其他页面。
        </p>
      )}
      <Read of={view}>
        {(data) => (
          <>
            <SecondFactor {...{ data, refresh }} />
            <Password refresh={refresh} />
            <Sessions {...{ data, refresh }} />
          </>
        )}
      </Read>
    </Page>
  )
}

type Part = Readonly<{ data: AccountView; refresh: () => Promise<void> }>

const Card = ({ id, title, children }: { id: string; title: ReactNode; children: ReactNode }) => (
  <section className="card" aria-labelledby={id}>
    <h2 id={id}>{title}</h2>
    <div className="in">{children}</div>
  </section>
)

/** What went wrong, in the words of the fields: the forms here have names of their own. */
function Amiss({ problem }: { problem: ProblemBody | undefined }) {
  const told = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (problem) told.current?.focus()
  }, [problem])
  return (
    <div ref={told} tabIndex={-1}>
      {problem && <ProblemNote problem={{ ...problem, detail: problem.fields?.map(({ zh }) => zh).join('；') ?? problem.detail }} />}
    </div>
  )
}

const Secret = ({ id, zh, name, autoComplete }: { id: string; zh: string; name: string; autoComplete: string }) => (
  <div className="field">
    <label htmlFor={id}>{zh}</label>
    <Input.Password id={id} name={name} autoComplete={autoComplete} maxLength={200} required />
  </div>
)

const Code = ({ id, zh }: { id: string; zh: string }) => (
  <div className="field">
    <label htmlFor={id}>{zh}</label>
    <Input id={id} name="code" autoComplete="one-time-code" autoCapitalize="none" spellCheck={false} maxLength={40} required />
  </div>
)

type Offer = Readonly<{ secret: string; picture: string; offer: string; until: string }>

function SecondFactor({ data: { factor, factorDue }, refresh }: Part) {
  const [asked, setAsked] = useState<'set' | 'codes'>()
  const [offer, setOffer] = useState<Offer>()
  const [codes, setCodes] = useState<readonly string[]>()
  const show = async (answer: Readonly<{ codes: readonly string[] }>) => {
    setOffer(undefined)
    setAsked(undefined)
    setCodes(answer.codes)
    await refresh()
  }
  const title = (
    <>
      第二验证因素
      {factor ? <Status look="ok">已启用</Status> : <Status look={factorDue ? 'warn' : 'idle'}>没有启用</Status>}
    </>
  )
  return (
    <Card id="factor" title={title}>
      {factor ? (
        <p>
          自 {factor.since} 起，登录时先填口令，再填手机验证器上的六位验证码。还有 {factor.codesLeft} 个备用码没有用。
        </p>
      ) : (
        <p>启用以后，登录时除口令外，还要填手机验证器上的六位验证码：口令被人知道，也登录不了您的账号。</p>
      )}
      {codes && <Codes {...{ codes }} />}
      {offer ? (
        <Confirm {...{ offer, show }} again={() => setOffer(undefined)} />
      ) : asked || !factor ? (
        <Prove
          key={asked ?? 'first'}
          withCode={factor !== null}
          zh={asked === 'codes' ? '换发备用码' : '取得新密钥'}
          send={async (shown) => {
            setCodes(undefined)
            if (asked === 'codes') await show(await call('POST', '/api/account/codes', shown))
            else setOffer(await call<Offer>('POST', '/api/account/factor', shown))
          }}
        />
      ) : (
        <p className="ends">
          <Button onClick={() => setAsked('codes')}>换发备用码</Button> <Button onClick={() => setAsked('set')}>更换手机</Button>
        </p>
      )}
    </Card>
  )
}

type Shown = Readonly<{ password: string; code?: string }>

/** Who he is, shown again before the second factor is touched. */
function Prove({ withCode, zh, send }: { withCode: boolean; zh: string; send: (shown: Shown) => Promise<void> }) {
  const { problem, sending, submit } = useSending((said) =>
    send({ password: String(said.get('password')), ...(withCode ? { code: textOf(said, 'code') } : {}) }),
  )
  return (
    <form onSubmit={submit} aria-label={zh}>
      <Amiss problem={problem} />
      <Secret id="factor-password" name="password" zh="口令" autoComplete="current-password" />
      {withCode && <Code id="factor-code" zh="验证码，或者一个备用码" />}
      <Button type="primary" htmlType="submit" disabled={sending}>
        {zh}
      </Button>
    </form>
  )
}

function Confirm({
  offer,
  show,
  again,
}: {
  offer: Offer
  show: (answer: { codes: readonly string[] }) => Promise<void>
  again: () => void
}) {
  const { problem, sending, submit } = useSending(async (said) =>
    show(await call('POST', '/api/account/factor/confirm', { offer: offer.offer, code: textOf(said, 'code') })),
  )
  const place = useRef<HTMLParagraphElement>(null)
  useEffect(() => place.current?.focus(), [])
  return (
    <form onSubmit={submit} aria-label="启用第二验证因素">
      <p ref={place} tabIndex={-1}>
        用手机验证器扫这个码，或者手工录入密钥；再填验证器上的六位验证码。{minuteOf(offer.until)} 以前有效，离开这一页就看不到了。
      </p>
      <img className="scan" alt="第二验证因素的密钥，与下面的文字相同" src={`data:image/svg+xml,${encodeURIComponent(offer.picture)}`} />
      <p>
        密钥 <code className="link">{offer.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code>
      </p>
      <Amiss problem={problem} />
      <Code id="first-code" zh="验证器上的六位验证码" />
      <Button type="primary" htmlType="submit" disabled={sending}>
        启用
      </Button>{' '}
      <Button onClick={again}>重新取密钥</Button>
    </form>
  )
}

function Codes({ codes }: { codes: readonly string[] }) {
  const told = useRef<HTMLDivElement>(null)
  useEffect(() => told.current?.focus(), [])
  return (
    <div className="note ok codes" ref={told} tabIndex={-1}>
      <p>
        <i aria-hidden="true">✓</i>{' '}
        备用码十个，各用一次：手机不在身边时，登录用它代替验证码。只在这里出现这一次，请打印或者抄下来，放在稳妥的地方。
      </p>
      <ol>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <Button onClick={() => window.print()}>打印</Button>
    </div>
  )
}

function Password({ refresh }: Pick<Part, 'refresh'>) {
  const [unlike, setUnlike] = useState(false)
  const [done, setDone] = useState(false)
  const [changed, setChanged] = useState(0)
  const { problem, sending, submit } = useSending(async (said) => {
    const password = String(said.get('new'))
    setDone(false)
    setUnlike(password !== String(said.get('again')))
    if (password !== String(said.get('again'))) return
    await call('POST', '/api/account/password', { old: String(said.get('old')), password })
    setChanged((before) => before + 1)
    setDone(true)
    await refresh()
  })
  const { officer } = useMe()
  return (
    <Card id="password" title="更换口令">
      <div role="status">
        {done && (
          <p className="note ok">
            <i aria-hidden="true">✓</i> 口令已经更换，其他地方的登录都已结束。
          </p>
        )}
      </div>
      <form key={changed} onSubmit={submit} aria-label="更换口令">
        <Amiss problem={problem} />
        <input type="text" name="username" value={officer.id} autoComplete="username" readOnly hidden />
        <Secret id="old" name="old" zh="原口令" autoComplete="current-password" />
        <Secret id="new" name="new" zh="新口令，至少十二位" autoComplete="new-password" />
        <Secret id="again" name="again" zh="再写一遍新口令" autoComplete="new-password" />
        {unlike && (
          <p className="note bad" role="alert">
            两次写的新口令不一样，请重写。
          </p>
        )}
        <Button type="primary" htmlType="submit" disabled={sending}>
          更换口令
        </Button>
      </form>
    </Card>
  )
}

const proofs = { password: '口令', code: '口令和验证码', recovery: '口令和备用码' } as const

function Sessions({ data: { sessions }, refresh }: Part) {
  const { problem, sending, submit } = useSending(async () => {
    await call('DELETE', '/api/account/sessions')
    await refresh()
  })
  const end = async (id: string) => {
    await call('DELETE', `/api/account/sessions/${id}`).catch(() => undefined)
    await refresh()
  }
  return (
    <Card id="sessions" title="我的登录">
      <Amiss problem={problem} />
      <p>不认得的登录，请结束它，并更换口令。</p>
      <table className="list cards">
        <caption className="unseen">我的登录</caption>
        <thead>
          <tr>
            <th scope="col">开始</th>
            <th scope="col">最近使用（约）</th>
            <th scope="col">登录方式</th>
            <th scope="col">办理</th>
          </tr>
        </thead>
        <tbody>
          {sessions.map(({ id, begunAt, usedAt, proof, here }) => (
            <tr key={id}>
              <td data-l="开始">{minuteOf(begunAt)}</td>
              <td data-l="最近使用">{minuteOf(usedAt)}</td>
              <td data-l="登录方式">{proofs[proof]}</td>
              <td data-l="办理">
                {here ? (
                  <Status look="info">就是这里</Status>
                ) : (
                  <Button size="small" aria-label={`结束 ${minuteOf(begunAt)} 开始的登录`} onClick={() => void end(id)}>
                    结束
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {sessions.length > 1 && (
        <form onSubmit={submit} aria-label="结束其他登录">
          <Button htmlType="submit" disabled={sending}>
            结束其他全部登录
          </Button>
        </form>
      )}
    </Card>
  )
}
