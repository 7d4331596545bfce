import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { Entrance, Line, textOf, useSending } from '#web/desk/Entrance.tsx'
import { AdministratorFields, administratorOf, Founded, levels, PackField, ReachFields, reachOf } from '#web/desk/FoundingFields.tsx'
import { call, type ProblemBody, problemOf } from '#web/kit/client.ts'

type Offered = Readonly<{
  id: string
  name: string
  level: string
  superior: string | null
  packs: readonly Readonly<{ id: string; zh: string }>[]
}>

/** What is amiss with the parts of a link is amiss with the link. */
const ofLink = ({ fields, ...problem }: ProblemBody): ProblemBody =>
  fields ? { ...problem, detail: '链接不完整，请完整复制后再打开；还是打不开的，请给您链接的机关再发一次' } : problem

/** 凭链接设立机关: one that another agency of this installation let be founded. */
export default function FoundPage() {
  const [[by = '', id = '', token = '']] = useState(() => location.hash.slice(1).split('.'))
  const [offered, setOffered] = useState<Offered>()
  const [refused, setRefused] = useState<ProblemBody>()
  const [pack, setPack] = useState<string>()
  const [done, setDone] = useState(false)
  useEffect(() => {
    call<Offered>('POST', '/api/foundings/offered', { by, id, token }).then(setOffered, (thrown: unknown) =>
      setRefused(ofLink(problemOf(thrown))),
    )
  }, [by, id, token])
  const chosen = pack ?? offered?.packs[0]?.id
  const { problem, sending, submit } = useSending(async (said) => {
    await call('POST', '/api/foundings/found', {
      ...{ by, id, token },
      agency: {
        ...{ shortName: textOf(said, 'shortName'), word: textOf(said, 'word'), pack: chosen },
        ...reachOf(said),
      },
      administrator: administratorOf(said),
    })
    history.replaceState(null, '', location.pathname)
    setDone(true)
  })
  if (done) return <Founded link="链接" />
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
            <PackField value={chosen} packs={offered.packs} onChange={setPack} />
            <ReachFields />
          </fieldset>
          <AdministratorFields />
          <Button type="primary" htmlType="submit" disabled={sending || !chosen} block>
            {sending ? '正在设立' : '设立机关'}
          </Button>
        </form>
      )}
    </Entrance>
  )
}
