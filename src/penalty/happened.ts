import { sentOn } from '#hearing/hearing'
import type { Day } from '#law/day'
import type { MatterEvent } from '#penalty/matter'

/** The day on which a step counts 发生之日, as its record tells it; undefined where it tells none. */
export function happenedOn(event: MatterEvent): Day | undefined {
  if ('on' in event) return event.on
  if ('evidence' in event) return event.evidence.collectedOn
  if ('delivery' in event) return event.delivery.on
  if ('notice' in event) return sentOn(event.notice)
  if ('statement' in event) return event.statement.on
  if ('waiver' in event) return event.waiver.on
  if ('sample' in event) return event.sample.on
  return 'announcement' in event ? event.announcement.delivery.from : undefined
}
