import type { Fold } from '#agency/act'
import { done, duty } from '#agency/duty'
import type { Post } from '#agency/post'
import { reckonedRow } from '#agency/reckon'
import { idOf } from '#agency/stream'
import type { PublicDecision } from '#publication/public'
import { afterPublication, isReopened, noPublication, type Publication, type PublicationEvent } from '#publication/publication'

/** 公示一览, whose turn it is, and, on release alone, the copy that the public may see. */
export const publicationFold: Fold<Publication, PublicationEvent> = {
  empty: noPublication,
  after: afterPublication,
  rows(after, event, { stream, version }) {
    const id = idOf(stream)
    const documentNo = after.duty?.documentNo ?? ''
    const title = after.draft?.body.title ?? documentNo
    const matter = { id, zh: title }
    const row = (state: string, more: Readonly<Record<string, unknown>> = {}) => ({
      table: 'publication',
      key: { id },
      set: { case_id: id, document_no: documentNo, title, state, due: after.duty?.term.due ?? null, ...more },
    })
    const turn = (key: string, zh: string, act: string, post: Post, startedOn: string) =>
      duty(stream, {
        key,
        zh,
        matter,
        act,
        post,
        startedOn,
        ...(after.duty ? { term: after.duty.term } : {}),
        clauses: after.duty?.term.clauses ?? ['G118-6'],
      })
    const over = (on: string) => ['prepare', 'approve', 'release'].map((key) => done(stream, key, on))
    const only = (set: Readonly<Record<string, unknown>>) => ({ table: 'publication', key: { id }, set, only: 'update' as const })
    /** The copy that the public may see, named by the version that made it. */
    const shown = (body: PublicDecision) => ({
      table: 'pub.decision',
      key: { id },
      set: {
        document_no: body.documentNo ?? '',
        title: body.title,
        party: body.party ?? '',
        outcome: body.outcome ?? '',
        decided_on: body.decidedOn,
        published_on: body.publishedOn,
        due: body.term.due,
        nth: body.term.nth,
        withdrawn_on: null,
        checking_since: null,
        body: { ...body, ledger: { stream, version } },
      },
    })
    /** 核实中, said on the page itself, and nothing of who asked. */
    const checking = (since: string | null) => ({
      table: 'pub.decision',
      key: { id },
      set: { checking_since: since },
      only: 'update' as const,
    })
    switch (event.kind) {
      case 'publication.opened':
        return [row('open'), turn('prepare', '拟公示稿', 'publication.prepare', 'publisher', event.decidedOn)]
      case 'publication.prepared':
        return [
          row('prepared'),
          done(stream, 'prepare', event.on),
          turn('approve', '审批公示稿', 'publication.approve', event.next, event.on),
        ]
      case 'publication.withholdingProposed':
        return [
          row('prepared'),
          done(stream, 'prepare', event.on),
          turn('approve', '审批不予公开', 'publication.approve', event.next, event.on),
        ]
      case 'publication.approved':
        return event.next
          ? [row('prepared'), turn('approve', '审批公示稿', 'publication.approve', event.next, event.on)]
          : after.withholding
            ? [done(stream, 'approve', event.on)]
            : [row('approved'), done(stream, 'approve', event.on), turn('release', '发布公示', 'publication.release', 'releaser', event.on)]
      case 'publication.returned':
        return [row('open'), done(stream, 'approve', event.on), turn('prepare', '修改公示稿', 'publication.prepare', 'publisher', event.on)]
      case 'publication.withdrawFellDue':
        return [
          duty(stream, {
            ...{ key: 'withdraw', zh: '撤回公示并公开说明理由', matter, act: 'publication.withdraw', post: 'releaser' },
            ...{ startedOn: event.on, clauses: event.term?.clauses ?? ['G118-6'] },
            ...(event.term ? { term: event.term } : {}),
          }),
        ]
      case 'publication.dropped':
        return after.duty
          ? [...over(event.on), row('open'), turn('prepare', '按变更后的决定拟公示稿', 'publication.prepare', 'publisher', event.on)]
          : [...over(event.on), only({ state: 'dropped' })]
      case 'publication.withheld':
        return [...over(event.on), only({ state: 'withheld' })]
      case 'publication.disclosable':
        return [row('open'), turn('prepare', '拟公示稿', 'publication.prepare', 'publisher', event.on)]
      case 'publication.correctionRequested':
        return [row('open'), turn('prepare', '核实并更正公示', 'publication.prepare', 'publisher', event.on), checking(event.on)]
      case 'publication.correctionRefused':
        return [...over(event.on), only({ state: 'released' }), checking(null)]
      case 'publication.corrected':
        return [only({ state: 'released' }), ...over(event.on), shown(event.body)]
      case 'publication.withdrawn': {
        const { page, on } = event
        const again = after.duty && (event.again !== undefined || isReopened(after))
        return [
          ...over(on),
          done(stream, 'withdraw', on),
          ...(again
            ? [row('open', { released_on: null, nth: null }), turn('prepare', '重新拟公示稿', 'publication.prepare', 'publisher', on)]
            : [only({ state: event.how === 'ended' ? 'ended' : 'withdrawn' })]),
          {
            table: 'pub.decision',
            key: { id },
            set: {
              title: '',
              party: '',
              outcome: '',
              withdrawn_on: on,
              checking_since: null,
              body: { ...page, ledger: { stream, version } },
            },
            only: 'update' as const,
          },
        ]
      }
      case 'publication.reckoned':
        return [reckonedRow(stream, event), only({ due: event.term.due })]
      case 'publication.released':
        return [row('released', { released_on: event.on, nth: event.nth }), done(stream, 'release', event.on), shown(event.body)]
    }
  },
  entry(event) {
    const page = { table: 'pub.decision', column: 'body' }
    switch (event.kind) {
      case 'publication.released':
        return { type: event.kind, days: { decidedOn: event.body.decidedOn, publishedOn: event.on }, shown: page }
      case 'publication.corrected':
        return { type: event.kind, days: { publishedOn: event.body.publishedOn, correctedOn: event.on }, shown: page }
      case 'publication.withdrawn':
        return { type: event.kind, days: { publishedOn: event.page.withdrawn.publishedOn, withdrawnOn: event.on }, shown: page }
      default:
        return undefined
    }
  },
}
