import { Button } from 'antd'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { ActForm } from '#web/kit/ActForm.tsx'
import type { StreamAct, StreamActs } from '#web/kit/acts.ts'
import { Clauses } from '#web/kit/Clauses.tsx'
import type { OwnFields } from '#web/kit/form.ts'
import type { Choices, Draft } from '#web/kit/schema.ts'

type Props = Readonly<{
  acts: StreamActs
  choices: Choices
  own?: OwnFields
  who: string
  /** The version on the screen, which may be older than that of the list. */
  version: number
  /** Acts that somebody waits for from this officer, first due first; they stand before the others. */
  due?: readonly string[]
  /** The act whose form is open. */
  open: string | undefined
  setOpen: (act: string | undefined) => void
  initialOf?: (act: string) => Draft
  /** Reads the matter again. */
  refresh: () => Promise<void>
}>

/** So many that are not for now still stand open. */
const FEW = 4

/** 可办事项: what is to be done now first, the rest folded under its heads; each with its form in place, closed ones as text with the whole refusal and its clause. */
export function ActPanel({ acts, choices, own = {}, who, version, due = [], open, setOpen, initialOf, refresh }: Props) {
  const [done, setDone] = useState('')
  const told = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (done) told.current?.focus()
  }, [done])
  const turn = ({ id }: StreamAct) => (due.includes(id) ? due.indexOf(id) : due.length)
  const elsewhere = acts.acts.filter(({ id, refusal }) => refusal?.code === 'out-of-order' && id !== open)
  const here = acts.acts
    .filter((act) => !elsewhere.includes(act))
    .sort((a, b) => Number(b.open) - Number(a.open) || turn(a) - turn(b) || Number(b.atHand) - Number(a.atHand))
  const other = here.filter(({ id, atHand }) => !atHand && !due.includes(id))
  const isFew = other.length <= FEW
  const now = isFew ? here : here.filter((act) => !other.includes(act))
  const heads = isFew ? [] : [...new Set(other.filter((act) => act.open).map(({ head }) => head))]
  const shut = isFew ? [] : other.filter(({ head }) => !heads.includes(head))
  const first = now.find(({ id, open, atHand }) => open && (atHand || due.includes(id)))
  const row = (act: StreamAct): ReactNode =>
    act.open ? (
      <li key={act.id}>
        <OpenAct
          {...{ act, choices, own, version }}
          stream={acts.stream}
          first={act === first}
          isOpen={open === act.id}
          toggle={() => {
            setDone('')
            setOpen(open === act.id ? undefined : act.id)
          }}
          initial={initialOf?.(act.id)}
          onGranted={() => {
            setOpen(undefined)
            setDone(`已办理：${act.zh}`)
            void refresh()
          }}
          onRefused={() => void refresh()}
        />
      </li>
    ) : (
      <li key={act.id} className="no">
        <ClosedAct act={act} wasOpen={open === act.id} />
      </li>
    )
  return (
    <section className="card acts-card" aria-labelledby="acts-title" onKeyDown={notHeld}>
      <h2 id="acts-title">
        可办事项<small>{who}</small>
      </h2>
      <div role="status">
        {done && (
          <p ref={told} tabIndex={-1} className="note ok">
            <i aria-hidden="true">✓</i> {done}
          </p>
        )}
      </div>
      {acts.acts.length === 0 && <p className="in">以您的岗位，这里没有要办的事。</p>}
      {!isFew && <p className="kind">{now.length > 0 ? '现在该办' : '现在没有等您办的事，需要时可办下列各项'}</p>}
      {now.length > 0 && <ul className="acts">{now.map(row)}</ul>}
      {heads.map((head) => {
        const of = other.filter((act) => act.head === head)
        return (
          <Folded key={head} isHeld={of.some(({ id }) => id === open)} title={`${head ?? '其他'}　${countZh(of)}`}>
            {of.map(row)}
          </Folded>
        )
      })}
      {shut.length > 0 && (
        <Folded isHeld={shut.some(({ id }) => id === open)} title={`其他尚不能办的 ${shut.length} 件`}>
          {shut.map(row)}
        </Folded>
      )}
      {elsewhere.length > 0 && <Folded title={`不在本环节的 ${elsewhere.length} 件，尚不能办`}>{elsewhere.map(row)}</Folded>}
    </section>
  )
}

const countZh = (acts: readonly StreamAct[]): string => {
  const open = acts.filter((act) => act.open).length
  return [open > 0 && `可办 ${open} 件`, open < acts.length && `尚不能办 ${acts.length - open} 件`].filter(Boolean).join('，')
}

/** Acts behind one line, which opens by itself when one of them is asked for. */
function Folded({ title, isHeld = false, children }: { title: string; isHeld?: boolean; children: ReactNode }) {
  const [isOpen, setIsOpen] = useState(isHeld)
  useEffect(() => {
    if (isHeld) setIsOpen(true)
  }, [isHeld])
  return (
    <details className="folded" open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      <ul className="acts">{children}</ul>
    </details>
  )
}

/** Enter held opens a form once, and does not shut it again. */
const notHeld = (event: KeyboardEvent) => {
  if (event.key === 'Enter' && event.repeat && event.target instanceof HTMLButtonElement) event.preventDefault()
}

type OpenProps = Readonly<{
  act: StreamAct
  stream: string
  version: number
  choices: Choices
  own: OwnFields
  initial: Draft
  first: boolean
  isOpen: boolean
  toggle: () => void
  onGranted: () => void
  onRefused: () => void
}>

function OpenAct({ act, stream, version, choices, own, initial, first, isOpen, toggle, onGranted, onRefused }: OpenProps) {
  const row = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isOpen) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isOpen])
  return (
    <>
      <div className="act" ref={row}>
        <span className="sign" aria-hidden="true">
          ●
        </span>
        <h3>{act.zh}</h3>
        <Button
          type={first ? 'primary' : 'default'}
          aria-expanded={isOpen}
          aria-label={`${isOpen ? '收起' : '办理'}：${act.zh}`}
          onClick={toggle}
        >
          {isOpen ? '收起' : '办理'}
        </Button>
        {!isOpen && <Clauses of={act.clauses} />}
      </div>
      {isOpen && <ActForm {...{ act, stream, version, choices, own, initial, onGranted, onRefused }} onCancel={toggle} />}
    </>
  )
}

const ClosedAct = ({ act: { zh, refusal, waits }, wasOpen }: { act: StreamAct; wasOpen: boolean }) => (
  <div className="act">
    <span className="sign" aria-hidden="true">
      ○
    </span>
    <h3>{zh}</h3>
    <span className="small">尚不能办</span>
    {wasOpen && (
      <p className="note warn" role="alert">
        <i aria-hidden="true">!</i> 这件事现在办不了，原因见下。填过的内容还在，可办时打开就能接着办。
      </p>
    )}
    {refusal && (
      <>
        <p className="why">{refusal.zh}</p>
        <p>
          <Clauses of={refusal.clauses} />
          {waits && <span className="small">　等：{waits}</span>}
        </p>
      </>
    )}
  </div>
)
