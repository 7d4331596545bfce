import type { Fold } from '#agency/act'
import type { Post } from '#agency/post'
import { idOf } from '#agency/stream'
import { done, duty } from '#case/duty'
import { reckonedRow } from '#case/reckon'
import { afterPublication, noPublication, type Publication, type PublicationEvent } from '#publication/publication'

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
    switch (event.kind) {
      case 'publication.opened':
        return [row('open'), turn('prepare', '拟公示稿', 'publication.prepare', 'publisher', event.decidedOn)]
      case 'publication.prepared':
        return [
          row('prepared'),
          done(stream, 'prepare', event.on),
          turn('approve', '审批公示稿', 'publication.approve', event.next, event.on),
        ]
      case 'publication.approved':
        return event.next
          ? [row('prepared'), turn('approve', '审批公示稿', 'publication.approve', event.next, event.on)]
          : [row('approved'), done(stream, 'approve', event.on), turn('release', '发布公示', 'publication.release', 'releaser', event.on)]
      case 'publication.returned':
        return [row('open'), done(stream, 'approve', event.on), turn('prepare', '修改公示稿', 'publication.prepare', 'publisher', event.on)]
      case 'publication.withdrawFellDue':
        return [
          duty(stream, {
            ...{ key: 'withdraw', zh: '撤回公示并公开说明理由', matter, act: 'publication.withdrawDue', post: 'publisher' },
            ...{ startedOn: event.on, clauses: event.term?.clauses ?? ['G118-6'] },
            ...(event.term ? { term: event.term } : {}),
          }),
        ]
      case 'publication.dropped': {
        const over = ['prepare', 'approve', 'release'].map((key) => done(stream, key, event.on))
        return after.duty
          ? [...over, row('open'), turn('prepare', '按变更后的决定拟公示稿', 'publication.prepare', 'publisher', event.on)]
          : [...over, { table: 'publication', key: { id }, set: { state: 'dropped' }, only: 'update' as const }]
      }
      case 'publication.reckoned':
        return [reckonedRow(stream, event), { table: 'publication', key: { id }, set: { due: event.term.due }, only: 'update' }]
      case 'publication.released': {
        const { body, nth, on } = event
        return [
          row('released', { released_on: on, nth }),
          done(stream, 'release', on),
          {
            table: 'pub.decision',
            key: { id },
            set: {
              document_no: body.documentNo,
              title: body.title,
              party: body.party,
              outcome: body.outcome,
              decided_on: body.decidedOn,
              published_on: on,
              due: body.term.due,
              nth,
              body: { ...body, ledger: { stream, version } },
            },
          },
        ]
      }
    }
  },
  entry: (event) =>
    event.kind === 'publication.released'
      ? {
          type: 'publication.released',
          days: { decidedOn: event.body.decidedOn, publishedOn: event.on },
          shown: { table: 'pub.decision', column: 'body' },
        }
      : undefined,
}
