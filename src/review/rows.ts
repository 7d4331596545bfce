import type { RowChange } from '#agency/act'
import { done, duty } from '#agency/duty'
import { idOf, type StreamName } from '#agency/stream'
import { type CaseFile, titleOf } from '#case/matter'
import type { ReviewEvent } from '#review/review'

/** 审核等谁: the reviewer while a bundle is with him, the handlers when it came back. */
export function rows(file: CaseFile, event: ReviewEvent, stream: StreamName): readonly RowChange[] {
  const matter = { id: idOf(stream), zh: titleOf(file) }
  switch (event.kind) {
    case 'review.required':
      return [
        duty(stream, {
          key: 'submit-review',
          zh: '提交法制审核',
          matter,
          act: 'review.submit',
          post: 'handler',
          startedOn: file.filed?.on ?? '',
          clauses: [event.ground.clause],
        }),
      ]
    case 'review.submitted': {
      const { on, term } = event
      return [
        done(stream, 'submit-review', on),
        done(stream, 'after-return', on),
        duty(stream, {
          key: 'review',
          zh: '法制审核',
          matter,
          act: 'review.conclude',
          post: 'reviewer',
          startedOn: on,
          ...(term ? { term } : {}),
          clauses: term?.clauses ?? ['G118-13'],
        }),
      ]
    }
    case 'review.extended':
      return [
        duty(stream, {
          key: 'review',
          zh: '法制审核（已延长）',
          matter,
          act: 'review.conclude',
          post: 'reviewer',
          startedOn: event.term.from,
          term: event.term,
          clauses: event.term.clauses,
        }),
      ]
    case 'review.materialsRequested':
      return [
        done(stream, 'review', event.on),
        duty(stream, {
          key: 'after-return',
          zh: '补齐送审材料后再送审',
          matter,
          act: 'review.submit',
          post: 'handler',
          startedOn: event.on,
          clauses: ['G118-14'],
        }),
      ]
    case 'review.disagreed':
      return [
        duty(stream, {
          key: 'discuss-disagreement',
          zh: '审核意见有分歧，提交集体讨论',
          matter,
          act: 'decision.discuss',
          post: 'head',
          startedOn: event.on,
          clauses: ['G118-14'],
        }),
      ]
    case 'review.argued':
      return []
    case 'review.concluded':
      return [
        done(stream, 'review', event.on),
        ...(event.opinion === 'pass'
          ? []
          : [
              duty(stream, {
                key: 'after-return',
                zh: '处理审核意见后再送审',
                matter,
                act: 'review.submit',
                post: 'handler',
                startedOn: event.on,
                clauses: ['G118-13'],
              }),
            ]),
      ]
  }
}
