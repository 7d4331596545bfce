import assert from 'node:assert/strict'
import type { eventsOf } from './witness'

type Told = Awaited<ReturnType<typeof eventsOf>>

/** The events of a decided matter, each time with one fault in them that the witness must see. */
export function faults(own: Told): readonly (readonly [string, Told])[] {
  const numbered = (events: Told): Told => events.map((each, i) => ({ ...each, version: i + 1 }))
  const at = own.findIndex(({ event }) => event.kind === 'penalty.decided')
  const decided = own[at]
  assert.ok(decided)
  const until = own.slice(0, at + 1)
  const has = (kind: string) => until.some(({ event }) => event.kind === kind)
  const notices = until
    .filter(({ event }) => event.kind === 'hearing.notified')
    .map(({ event }) => event.notice as { hearingTerm?: object })
  const hearable = notices.every(({ hearingTerm }) => hearingTerm)
  const without = (kind: string): Told => numbered(until.filter(({ event }) => event.kind !== kind))
  const after = (event: Told[number]['event']): Told => numbered([...until.slice(0, -1), { ...decided, actor: 'x00', event }, decided])
  return [
    ...(has('review.required') ? [['未经法制审核', without('review.concluded')] as const] : []),
    ...(has('hearing.held') ? [['听证笔录没有核对', without('hearing.recordConfirmed')] as const] : []),
    ['没有告知', without('hearing.notified')],
    ['没有确认', without('case.confirmed')],
    ['终止以后决定', after({ kind: 'case.terminated' })],
    ['中止期间决定', after({ kind: 'case.suspended' })],
    ['已经回避的人决定', after({ kind: 'case.recusalDecided', officer: decided.actor, recused: true })],
    ['涉嫌犯罪而决定', after({ kind: 'decision.crimeReported' })],
    ...(hearable ? [['听证没有举行', after({ kind: 'hearing.requested' })] as const] : []),
    ['决定两次', numbered([...until, decided])],
    ['丢失一件', until.slice(1)],
  ]
}
