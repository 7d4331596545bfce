import { Input, Radio, Select } from 'antd'
import { Link } from 'react-router'
import { Entrance, Line, textOf } from '#web/desk/Entrance.tsx'

export const levels = [
  { value: 'county', label: '县级' },
  { value: 'city', label: '市级' },
  { value: 'province', label: '省级' },
] as const
export const fields = [
  { value: 'health', label: '卫生健康' },
  { value: 'medical-security', label: '医疗保障' },
] as const

type OneProps<T extends string> = Readonly<{
  id: string
  zh: string
  value: T
  options: readonly Readonly<{ value: string; label: string }>[]
  onChange: (value: T) => void
}>
/** One of a few, all in sight. */
export const One = <T extends string>({ id, zh, value, options, onChange }: OneProps<T>) => (
  <div className="field">
    <span id={id}>{zh}</span>
    <Radio.Group aria-labelledby={id} value={value} onChange={(event) => onChange(event.target.value)} options={[...options]} />
  </div>
)

type PackProps = Readonly<{
  value: string | undefined
  packs: readonly Readonly<{ id: string; zh: string }>[]
  onChange: (id: string) => void
}>
/** 适用的规则包 */
export const PackField = ({ value, packs, onChange }: PackProps) => (
  <div className="field">
    <label htmlFor="pack">适用的规则包</label>
    <Select id="pack" value={value ?? null} options={packs.map(({ id, zh }) => ({ value: id, label: zh }))} onChange={onChange} />
  </div>
)

/** 电话、地址, both left out where nothing is said. */
export const ReachFields = () => (
  <>
    <Line id="phone" zh="电话（可以不填）" max={30} optional />
    <Line id="address" zh="地址（可以不填）" max={100} optional />
  </>
)
export function reachOf(said: FormData): Readonly<{ phone?: string; address?: string }> {
  const [phone, address] = [textOf(said, 'phone'), textOf(said, 'address')]
  return { ...(phone ? { phone } : {}), ...(address ? { address } : {}) }
}

/** 系统管理员 of the new agency. */
export const AdministratorFields = () => (
  <fieldset>
    <legend>系统管理员</legend>
    <Line id="adminName" zh="姓名" max={40} autoComplete="name" />
    <Line id="adminId" zh="账号，小写字母、数字、连字符" max={32} autoComplete="username" />
    <div className="field">
      <label htmlFor="password">口令，至少十二位</label>
      <Input.Password id="password" name="password" autoComplete="new-password" maxLength={200} required />
    </div>
  </fieldset>
)
export const administratorOf = (said: FormData) => ({
  id: textOf(said, 'adminId'),
  name: textOf(said, 'adminName'),
  password: String(said.get('password')),
})

/** 机关已经设立; `link`: what the link that was used is called. */
export const Founded = ({ link }: { link: string }) => (
  <Entrance title="机关已经设立" note={`${link}已经作废。请以系统管理员的账号登录，再任用人员、发放首次登录链接。`}>
    <p>
      <Link to="/sign-in">去登录</Link>
    </p>
  </Entrance>
)
