import type { Day } from '#law/day'

/** How a matter left the procedure without a decision 未作决定而结束. */
export const exits = {
  declined: '不予立案',
  withdrawn: '撤销立案',
  transferred: '已移送',
  terminated: '终止调查',
} as const
export type Exit = Readonly<{ how: keyof typeof exits; ground: string; text: string; by: string; on: Day }>

/** 中止调查: for as long as its cause lasts; the term of the matter runs on. */
export type Suspension = Readonly<{
  ground: string
  text: string
  by: string
  on: Day
  resumed?: Readonly<{ text: string; by: string; on: Day }>
}>

export type CourseEvent =
  | (Readonly<{ kind: 'case.filingDeclined' | 'case.filingWithdrawn' | 'case.transferred' | 'case.terminated' }> & Omit<Exit, 'how'>)
  | (Readonly<{ kind: 'case.suspended' }> & Omit<Suspension, 'resumed'>)
  | Readonly<{ kind: 'case.resumed'; text: string; by: string; on: Day }>
  | Readonly<{ kind: 'case.complainantTold'; how: string; by: string; on: Day }>

export type Course = Readonly<{ exit?: Exit; suspensions: readonly Suspension[]; complainantTold?: Day }>

const howOf = {
  'case.filingDeclined': 'declined',
  'case.filingWithdrawn': 'withdrawn',
  'case.transferred': 'transferred',
  'case.terminated': 'terminated',
} as const

export function afterCourse(before: Course, event: CourseEvent): Course {
  switch (event.kind) {
    case 'case.filingDeclined':
    case 'case.filingWithdrawn':
    case 'case.transferred':
    case 'case.terminated': {
      const { kind, ...said } = event
      return { ...before, exit: { how: howOf[kind], ...said } }
    }
    case 'case.suspended': {
      const { kind: _, ...suspension } = event
      return { ...before, suspensions: [...before.suspensions, suspension] }
    }
    case 'case.resumed': {
      const { kind: _, ...resumed } = event
      return { ...before, suspensions: before.suspensions.map((each) => (each.resumed ? each : { ...each, resumed })) }
    }
    case 'case.complainantTold':
      return { ...before, complainantTold: event.on }
  }
}

/** 中止中 */
export const isSuspended = ({ suspensions }: Pick<Course, 'suspensions'>): boolean => suspensions.some(({ resumed }) => !resumed)
