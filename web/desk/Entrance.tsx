import { Input } from 'antd'
import { type ReactNode, type SyntheticEvent, useEffect, useRef, useState } from 'react'
import { type ProblemBody, problemOf } from '#web/kit/client.ts'
import { ProblemNote } from '#web/kit/ProblemNote.tsx'

/** A page before any sign-in: one heading, what went wrong, one form. */
export function Entrance({
  title,
  note,
  problem,
  children,
}: {
  title: string
  note: string
  problem?: ProblemBody | undefined
  children: ReactNode
}) {
  const told = useRef<HTMLDivElement>(null)
  useEffect(() => {
    document.title = `${title} - 明镜 办案台`
  }, [title])
  useEffect(() => {
    if (problem) told.current?.focus()
  }, [problem])
  return (
    <main className="signin">
      <h1>{title}</h1>
      <p className="muted">{note}</p>
      <div ref={told} tabIndex={-1}>
        {problem && <ProblemNote problem={problem} />}
      </div>
      {children}
    </main>
  )
}

/** Sends a form once at a time; what was typed stays where it is. */
export function useSending(send: (said: FormData) => Promise<void>) {
  const [problem, setProblem] = useState<ProblemBody>()
  const [sending, setSending] = useState(false)
  const submit = async (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault()
    const said = new FormData(event.currentTarget)
    setSending(true)
    setProblem(undefined)
    try {
      await send(said)
    } catch (thrown) {
      setProblem(problemOf(thrown))
    } finally {
      setSending(false)
    }
  }
  return { problem, sending, submit }
}

export const textOf = (said: FormData, name: string): string => String(said.get(name) ?? '').trim()

type LineProps = Readonly<{ id: string; zh: string; max: number; optional?: boolean; autoComplete?: string }>
/** One line to fill in. */
export const Line = ({ id, zh, max, optional = false, autoComplete = 'off' }: LineProps) => (
  <div className="field">
    <label htmlFor={id}>{zh}</label>
    <Input id={id} name={id} maxLength={max} required={!optional} autoComplete={autoComplete} autoCapitalize="none" spellCheck={false} />
  </div>
)
