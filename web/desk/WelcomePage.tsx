import { Button, Input } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { Entrance, useSending } from '#web/desk/Entrance.tsx'
import { call } from '#web/kit/client.ts'

/** 首次登录: an officer sets the password that he alone knows. */
export default function WelcomePage() {
  const [[agency = '', officer = '', token = '']] = useState(() => location.hash.slice(1).split('.'))
  const [unlike, setUnlike] = useState(false)
  const [done, setDone] = useState(false)
  const { problem, sending, submit } = useSending(async (said) => {
    const password = String(said.get('password'))
    setUnlike(password !== String(said.get('again')))
    if (password !== String(said.get('again'))) return
    await call('POST', '/api/welcome', { agency, officer, token, password })
    history.replaceState(null, '', location.pathname)
    setDone(true)
  })
  if (done)
    return (
      <Entrance title="口令已经设置" note={`链接已经作废。请以账号 ${officer} 和刚才的口令登录。`}>
        <p>
          <Link to="/sign-in">去登录</Link>
        </p>
      </Entrance>
    )
  return (
    <Entrance
      title="设置口令"
      note={token ? `账号 ${officer}。口令只有您自己知道，系统管理员也看不到。` : '链接不完整，请完整复制后再打开。'}
      problem={problem}
    >
      <form onSubmit={submit}>
        <input type="text" name="username" value={officer} autoComplete="username" readOnly hidden />
        <div className="field">
          <label htmlFor="password">口令，至少十二位</label>
          <Input.Password id="password" name="password" autoComplete="new-password" maxLength={200} required />
        </div>
        <div className="field">
          <label htmlFor="again">再写一遍</label>
          <Input.Password id="again" name="again" autoComplete="new-password" maxLength={200} required />
        </div>
        {unlike && (
          <p className="note bad" role="alert">
            两次写的口令不一样，请重写。
          </p>
        )}
        <Button type="primary" htmlType="submit" disabled={sending || !token} block>
          {sending ? '正在设置' : '设置口令'}
        </Button>
      </form>
    </Entrance>
  )
}
