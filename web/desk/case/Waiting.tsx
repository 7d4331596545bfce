import type { CaseView } from '#web/desk/api.ts'
import { Status } from '#web/kit/Status.tsx'

/** 待确认: a record that the second officer has not yet stood for; nothing once he has. */
export function Waiting({ records, name }: { records: CaseView['records']; name: string }) {
  const record = records.find((each) => each.name === name)
  return record && !record.confirmedBy ? <Status look="warn">待确认</Status> : null
}
