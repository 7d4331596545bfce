import { Button, Checkbox, Input } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { type AgencyView, minuteOf } from '#web/desk/api.ts'
import { textOf, useSending } from '#web/desk/Entrance.tsx'
import { fields, levels, One } from '#web/desk/FoundingFields.tsx'
import { call } from '#web/kit/client.ts'
import { ProblemNote } from '#web/kit/ProblemNote.tsx'
import { Status } from '#web/kit/Status.tsx'

type Props = Readonly<{ of: NonNullable<AgencyView['foundings']>; refresh: () => Promise<void> }>

/** 准予设立机关: the agencies that this one let be founded, and a link for one more. */
export function Foundings({ of: { first, field, list }, refresh }: Props) {
  const [link, setLink] = useState<Readonly<{ name: string; url: string; until: string }>>()
  const [below, setBelow] = useState(true)
  const [level, setLevel] = useState('county')
  const [chosen, setChosen] = useState(field)
  const [sent, setSent] = useState(0)
  const told = useRef<HTMLDivElement>(null)
  const { problem, sending, submit } = useSending(async (said) => {
    setLink(undefined)
    const name = textOf(said, 'name')
    const asked = { id: textOf(said, 'id'), name, level, field: below ? field : chosen, below }
    const { path, until } = await call<{ path: string; until: string }>('POST', '/api/foundings', asked)
    setLink({ name, url: `${location.origin}${path}`, until })
    setSent((before) => before + 1)
    await refresh()
  })
  useEffect(() => {
    if (link ?? problem) told.current?.focus()
  }, [link, problem])
  return (
    <section className="card" aria-labelledby="foundings">
      <h2 id="foundings">准予设立机关</h2>
      {list.length > 0 && (
        <ul className="in">
          {list.map(({ id, name, below, until, taken }) => (
            <li key={id}>
              {name}（{id}），{below ? '本机关的下级机关' : '不属本机关的下级'}{' '}
              {taken ? <Status look="ok">已设立</Status> : <Status look="warn">等待设立，链接至 {minuteOf(until)}</Status>}
            </li>
          ))}
        </ul>
      )}
      <div className="in">
        <div ref={told} tabIndex={-1}>
          {problem && <ProblemNote problem={{ ...problem, detail: problem.fields?.map(({ zh }) => zh).join('；') ?? problem.detail }} />}
          {link && (
            <div className="note ok">
              <p>
                请把这个链接以可靠的方式交给{link.name}的系统管理员，由他打开设立机关。只能用一次，{minuteOf(link.until)}{' '}
                以前有效；再发一次，原来的作废。
              </p>
              <p>
                <code className="link">{link.url}</code>
              </p>
            </div>
          )}
        </div>
        <form key={sent} onSubmit={submit} aria-label="准予设立机关">
          <div className="field">
            <label htmlFor="founding-name">机关全称</label>
            <Input id="founding-name" name="name" maxLength={60} autoComplete="off" required />
          </div>
          <div className="field">
            <label htmlFor="founding-id">机关编号，小写字母、数字、连字符</label>
            <Input id="founding-id" name="id" maxLength={32} autoComplete="off" autoCapitalize="none" spellCheck={false} required />
          </div>
          <One id="founding-level" zh="层级" value={level} options={levels} onChange={setLevel} />
          {first && (
            <p>
              <Checkbox checked={below} onChange={(event) => setBelow(event.target.checked)}>
                是本机关的下级机关
              </Checkbox>
            </p>
          )}
          {!below && <One id="founding-field" zh="执法领域" value={chosen} options={fields} onChange={setChosen} />}
          <Button htmlType="submit" disabled={sending}>
            发放设立链接
          </Button>
        </form>
      </div>
    </section>
  )
}
