import { Button } from 'antd'
import { useState } from 'react'
import { Entrance, Line, textOf, useSending } from '#web/desk/Entrance.tsx'
import {
  AdministratorFields,
  administratorOf,
  Founded,
  fields,
  levels,
  One,
  PackField,
  ReachFields,
  reachOf,
} from '#web/desk/FoundingFields.tsx'
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
    const superior = textOf(said, 'superior')
    await call('POST', '/api/setup', {
      token,
      agency: {
        ...{ id: textOf(said, 'id'), name: textOf(said, 'name'), shortName: textOf(said, 'shortName'), word: textOf(said, 'word') },
        ...{ field, level, pack: chosen },
        ...reachOf(said),
        ...(superior ? { superior } : {}),
      },
      administrator: administratorOf(said),
    })
    history.replaceState(null, '', location.pathname)
    setDone(true)
  })
  if (done) return <Founded link="设立链接" />
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
          <One id="field-label" zh="执法领域" value={field} options={fields} onChange={setField} />
          <One id="level-label" zh="层级" value={level} options={levels} onChange={setLevel} />
          <PackField value={chosen} packs={packs} onChange={setPack} />
          <Line id="superior" zh="上级机关编号（没有的不填）" max={32} optional />
          <ReachFields />
        </fieldset>
        <AdministratorFields />
        <Button type="primary" htmlType="submit" disabled={sending || !token || !chosen} block>
          {sending ? '正在设立' : '设立机关'}
        </Button>
      </form>
    </Entrance>
  )
}
