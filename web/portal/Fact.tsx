/** @jsxRuntime automatic */
import type { ReactNode } from 'react'
import type { Citation } from '#law/clause'
import { Pieces } from '#web/portal/Words.tsx'

/** One thing that a page tells, under its name; `clause`: the one that asks for it. */
export const Fact = ({ zh, clause, children }: { zh: string; clause?: string; children: ReactNode }) => (
  <div data-clause={clause}>
    <dt>{zh}</dt>
    <dd>{children}</dd>
  </div>
)

/** Articles relied on, each on its own line, torn between the title and the article before anywhere else. */
export const Cited = ({ clauses }: { clauses: readonly Citation[] }) => (
  <ul>
    {clauses.map(({ id, cite }) => (
      <li key={id} data-clause={id}>
        <Pieces after="》〕">{cite}</Pieces>
      </li>
    ))}
  </ul>
)
