import type { CaseView, Me } from '#web/desk/api.ts'
import type { Draft } from '#web/kit/schema.ts'

/** What a form of a matter begins with: what the file already says is not typed a second time. */
export function initialOf(act: string, view: CaseView, me: Me): Draft {
  const to = view.party.name
  const confirmed = view.evidence.filter(({ confirmedBy }) => confirmedBy).map(({ no }) => no)
  switch (act) {
    case 'case.applyToFile':
      return { handlers: [me.officer.id, undefined] }
    case 'proposal.propose':
      return {
        substance: (view.proposal?.substance ?? {
          party: view.party,
          facts: [{ evidence: confirmed }],
          penalties: [{}],
          payable: [{}],
          circumstances: [],
        }) as Draft,
        traits: {},
      }
    case 'hearing.notify':
    case 'case.deliver':
    case 'execution.urge':
    case 'execution.tellDeferral':
      return { to, on: me.today }
    case 'hearing.convene':
      return { told: { to, on: me.today } }
    case 'hearing.state':
    case 'hearing.waive':
      return { on: me.today }
    case 'hearing.answer': {
      const last = view.statements.at(-1)
      return last ? { statement: last.no, answers: last.points.map(() => ({})) } : {}
    }
    default:
      return {}
  }
}
