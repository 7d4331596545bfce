import type { Clauses } from '#law/clause'
import { type Day, daysBetween } from '#law/day'
import { findInForce, type Law, on } from '#policy/law'

/** In which register of the agency a task of its plan ends 任务以哪一份清单的公布为完成. */
const endsIn: Readonly<Record<string, string>> = {
  systems: 'schemes',
  powers: 'powers',
  'powers-published': 'powers',
  guide: 'guides',
  chart: 'chart',
  officers: 'officers',
}

/** A task of the plan 任务: by when, since when it is done, and how many days late. */
export type Task = Readonly<{ id: string; zh: string; clauses: Clauses; due: Day; doneOn?: Day; late: number }>

/** 任务分工: the tasks that end in a register, told from the day on which it was first public (`since`). */
export const tasksOf = (law: Law, today: Day, since: Readonly<Record<string, Day | undefined>>): readonly Task[] =>
  (findInForce(law.lists, 'tasks', on(today))?.items ?? []).flatMap(({ id, zh, clause, due }) => {
    const register = endsIn[id]
    if (!register || !due) return []
    const doneOn = since[register]
    const late = Math.max(0, daysBetween(due, doneOn ?? today))
    return [{ id, zh, clauses: [clause] as const, due, late, ...(doneOn ? { doneOn } : {}) }]
  })
