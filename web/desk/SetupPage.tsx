import { Button, Input, Radio, Select } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { Entrance, Line, textOf, useSending } from '#web/desk/Entrance.tsx'
import MissingPage from '#web/desk/MissingPage.tsx'
import { call } from '#web/kit/client.ts'
import { useLoad } from '#web/kit/useLoad.ts'

type Pack = Readonly<{ id: string; zh: string; field: 'health' | 'medical-security' }>

/** The link's own secret stands behind `#`, so that no server, log or referrer sees it. */
const tokenHere = (): string => location.hash.slice(1)

/** 设立机关: the first agency, its law and its administrator, by the link that the first start printed. */
export default function SetupPage() {
  const open = useLoad<Readonly<{ packs: readonly Pack[] }>>('/api/setup')
  const [token] = useState(tokenHere)
  const [field, setField] = useState<Pack['field']>('health')
  const [level, setLevel] = useState('county')
  const [pack, setPack] = useState<string>()
  const [done, setDone] = useState(false)
  const packs = (open.data?.packs ?? []).filter((each) => each.field === field)
  const chosen = packs.some(({ id }) => id === pack) ? pack : packs[0]?.id
  const { problem, sending, submit } = useSending(async (said) => {
    const [phone, address, superior] = [textOf(said, 'phone'), textOf(said, 'address'), textOf(said, 'superior')]
    await call('POST', '/api/setup', {
      token,
      agency: {
        ...{ id: textOf(said, 'id'), name: textOf(said, 'name'), shortName: textOf(said, 'shortName'), word: textOf(said, 'word') },
        ...{ field, level, pack: chosen },
        ...(phone ? { phone } : {}),
        ...(address ? { address } : {}),
        ...(superior ? { superior } : {}),
      },
      administrator: { id: textOf(said, 'adminId'), name: textOf(said, 'adminName'), password: String(said.get('password')) },
    })
    history.replaceState(null, '', location.pathname)
    setDone(true)
  })
  if (done)
    return (
      <Entrance title="机关已经设立" note="设立链接已经作废。请以系统管理员的账号登录，再任用人员、发放首次登录链接。">
        <p>
          <Link to="/sign-in">去登录</Link>
        </p>
      </Entrance>
    )
  if (open.problem?.status === 404) return <MissingPage />
  return (
    <Entrance title="设立机关" note="平台里还没有机关。设立以后，这个页面就不再有了。" problem={problem ?? open.problem}>
      {!token && <p className="note warn">网址里没有设立链接的口令部分（# 之后）。请完整复制启动时打印的链接。</p>}
      <form onSubmit={submit}>
        <fieldset>
          <legend>机关</legend>
          <Line id="name" zh="机关全称" max={60} />
          <Line id="shortName" zh="简称" max={30} />
          <Line id="word" zh="文书代字，例如“远卫医”" max={12} />
          <Line id="id" zh="机关编号，小写字母、数字、连字符" max={32} />
          <div className="field">
            <span id="field-label">执法领域</span>
            <Radio.Group
              aria-labelledby="field-label"
              value={field}
              onChange={(event) => setField(event.target.value)}
              options={[
                { value: 'health', label: '卫生健康' },
                { value: 'medical-security', label: '医疗保障' },
              ]}
            />
          </div>
          <div className="field">
            <span id="level-label">层级</span>
            <Radio.Group
              aria-labelledby="level-label"
              value={level}
              onChange={(event) => setLevel(event.target.value)}
              options={[
                { value: 'county', label: '县级' },
                { value: 'city', label: '市级' },
                { value: 'province', label: '省级' },
              ]}
            />
          </div>
          <div className="field">
            <label htmlFor="pack">适用的规则包</label>
            <Select id="pack" value={chosen ?? null} options={packs.map(({ id, zh }) => ({ value: id, label: zh }))} onChange={setPack} />
          </div>
          <Line id="superior" zh="上级机关编号（没有的不填）" max={32} optional />
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
        <Button type="primary" htmlType="submit" disabled={sending || !token || !chosen} block>
          {sending ? '正在设立' : '设立机关'}
        </Button>
      </form>
    </Entrance>
  )
}
