import { Button, Input, Select } from 'antd'
import { useEffect, useState } from 'react'
import { Link } from 'react-router'
import { Entrance, Line, textOf, useSending } from '#web/desk/Entrance.tsx'
import { levels } from '#web/desk/Foundings.tsx'
import { call, type ProblemBody, problemOf } from '#web/kit/client.ts'

type Offered = Readonly<{
  id: string
  name: string
  level: string
  superior: string | null
  packs: readonly Readonly<{ id: string; zh: string }>[]
}>

/** 凭链接设立机关: one that another agency of this installation let be founded. */
export default function FoundPage() {
  const [[by = '', id = '', token = '']] = useState(() => location.hash.slice(1).split('.'))
  const [offered, setOffered] = useState<Offered>()
  const [refused, setRefused] = useState<ProblemBody>()
  const [pack, setPack] = useState<string>()
  const [done, setDone] = useState(false)
  useEffect(() => {
    call<Offered>('POST', '/api/foundings/offered', { by, id, token }).then(setOffered, (thrown: unknown) => setRefused(problemOf(thrown)))
  }, [by, id, token])
  const chosen = pack ?? offered?.packs[0]?.id
  const { problem, sending, submit } = useSending(async (said) => {
    const [phone, address] = [textOf(said, 'phone'), textOf(said, 'address')]
    await call('POST', '/api/foundings/found', {
      ...{ by, id, token },
      agency: {
        ...{ shortName: textOf(said, 'shortName'), word: textOf(said, 'word'), pack: chosen },
        ...(phone ? { phone } : {}),
        ...(address ? { address } : {}),
      },
      administrator: { id: textOf(said, 'adminId'), name: textOf(said, 'adminName'), password: String(said.get('password')) },
    })
    history.replaceState(null, '', location.pathname)
    setDone(true)
  })
  if (done)
    return (
      <Entrance title="机关已经设立" note="链接已经作废。请以系统管理员的账号登录，再任用人员、发放首次登录链接。">
        <p>
          <Link to="/sign-in">去登录</Link>
        </p>
      </Entrance>
    )
  const level = levels.find(({ value }) => value === offered?.level)?.label ?? ''
  const note = offered
    ? `${offered.name}（${offered.id}），${level}${offered.superior ? `，上级机关 ${offered.superior}` : ''}`
    : '凭链接设立，只能用一次。'
  return (
    <Entrance title="设立机关" note={note} problem={problem ?? refused}>
      {offered && (
        <form onSubmit={submit}>
          <fieldset>
            <legend>机关</legend>
            <Line id="shortName" zh="简称" max={30} />
            <Line id="word" zh="文书代字，例如“远卫医”" max={12} />
            <div className="field">
              <label htmlFor="pack">适用的规则包</label>
              <Select
                id="pack"
                value={chosen ?? null}
                options={offered.packs.map(({ id, zh }) => ({ value: id, label: zh }))}
                onChange={setPack}
              />
            </div>
            <Line id="phone" zh="电话（可以不填）" max={30} optional />
            <Line id="address" zh="地址（可以不填）" max={100} optional />
          </fieldset>
          <fieldset>
            <legend>系统管理员</legend>
            <Line id="adminName" zh="姓名" max={40} autoComplete="name" />
            <Line id="adminId" zh="账号，小写字母、数字、连字符" max={32} autoComplete="username" />
            <div className="field">
              <label htmlFor="password">口令，至少十二位</label>
              <Input.Password id="password" name="password" autoComplete="new-password" maxLength={200} required />
            </div>
          </fieldset>
          <Button type="primary" htmlType="submit" disabled={sending || !chosen} block>
            {sending ? '正在设立' : '设立机关'}
          </Button>
        </form>
      )}
    </Entrance>
  )
}
