import { Button, Input } from 'antd'
import { useState } from 'react'
import { Link, Navigate, NavLink, Outlet, useLocation, useNavigate } from 'react-router'
import type { Me } from '#web/desk/api.ts'
import { useSession } from '#web/desk/session.tsx'
import { ProblemNote } from '#web/kit/ProblemNote.tsx'

/** Every page behind the sign-in: whose desk it is, where one can go, who sits at it. */
export function Frame() {
  const { me, problem } = useSession()
  const { pathname, search } = useLocation()
  if (problem)
    return (
      <main className="page">
        <h1>明镜 办案台</h1>
        <ProblemNote problem={problem} retry={() => location.reload()} />
      </main>
    )
  if (me === undefined) return <p className="waiting">正在打开</p>
  if (me === null) return <Navigate to={`/sign-in?from=${encodeURIComponent(pathname + search)}`} replace />
  if (me.confined && pathname !== '/account') return <Navigate to="/account" replace />
  return (
    <>
      <a className="skip" href="#main">
        跳到正文
      </a>
      <Top me={me} />
      <Outlet key={`${me.agency.agency}/${me.officer.id}`} />
    </>
  )
}

const rooms = [
  { to: '/', zh: '工作队列' },
  { to: '/cases', zh: '案件' },
  { to: '/publications', zh: '公示' },
  { to: '/lists', zh: '清单' },
  { to: '/supervision', zh: '监督台' },
  { to: '/agency', zh: '机构人员' },
] as const

function Top({ me: { officer, agency } }: { me: Me }) {
  const { signOut } = useSession()
  return (
    <header className="top">
      <div className="name">
        <Link to="/">明镜 办案台</Link>
        <span>{agency.shortName}</span>
      </div>
      <nav aria-label="主导航">
        {rooms.map(({ to, zh }) => (
          <NavLink key={to} to={to} end={to === '/'}>
            {zh}
          </NavLink>
        ))}
      </nav>
      <div className="end">
        {agency.demo && (
          <span className="demo" title="演示数据，人物与机关均为虚构">
            演示数据<span className="wide">，人物与机关均为虚构</span>
          </span>
        )}
        <Find />
        <Link to="/account" title={`我的账号：${officer.unitName}`}>
          {officer.name}
          <span className="wide"> · {officer.unitName}</span> · {officer.posts.map(({ zh }) => zh).join('、')}
        </Link>
        <Button size="small" onClick={() => void signOut()}>
          退出
        </Button>
      </div>
    </header>
  )
}

function Find() {
  const go = useNavigate()
  const [words, setWords] = useState('')
  return (
    <search>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void go(`/cases?q=${encodeURIComponent(words.trim())}`)
        }}
      >
        <Input
          aria-label="查找案件：案号、当事人、文号"
          placeholder="案号、当事人、文号"
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      </form>
    </search>
  )
}
