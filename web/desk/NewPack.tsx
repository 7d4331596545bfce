import { useState } from 'react'
import { useMe } from '#web/desk/session.tsx'
import { ActForm } from '#web/kit/ActForm.tsx'
import type { ActRow } from '#web/kit/acts.ts'
import { Labelled } from '#web/kit/fields/Labelled.tsx'
import { type FieldProps, useField } from '#web/kit/form.ts'
import { type Draft, type Fields, fieldsOf } from '#web/kit/schema.ts'
import { useLoad } from '#web/kit/useLoad.ts'

type Props = Readonly<{ version: number; onGranted: (zh: string) => void; onStale: () => void; onCancel: () => void }>

/** 采用规则包新版本: all files of the agency's pack at once; a faulty one is refused by file, row and reason, and the old one goes on. */
export function NewPack({ version, onGranted, onStale, onCancel }: Props) {
  const { agency } = useMe()
  const acts = useLoad<readonly ActRow[]>('/api/acts')
  const act = acts.data?.find(({ id }) => id === 'pack.adopt')
  if (!act) return null
  return (
    <section className="card" aria-labelledby="pack">
      <h2 id="pack">{act.zh}</h2>
      <div className="in">
        <p className="hint">已经施行的规定不会被改写，新的规定最早明日起施行。有一处不合的，整个不采用，原来的照用。</p>
        <ActForm
          act={act}
          stream={`register:${agency.agency}`}
          version={version}
          choices={{}}
          own={{ 'input.files': PackFiles }}
          onGranted={() => onGranted(act.zh)}
          onRefused={onStale}
          onCancel={onCancel}
        />
      </div>
    </section>
  )
}

/** The files of a pack by their names without ending, read as JSON; those that are none, by name. */
async function readAll(files: readonly File[]): Promise<Readonly<{ read: Fields; broken: readonly string[] }>> {
  const read: Record<string, Draft> = {}
  const broken: string[] = []
  for (const file of files)
    try {
      read[file.name.replace(/\.json$/, '')] = JSON.parse(await file.text()) as Draft
    } catch {
      broken.push(file.name)
    }
  return { read, broken }
}

/** 规则包的文件, chosen together. */
function PackFiles({ path, required, value, onChange }: FieldProps) {
  const { id, errorId, error } = useField(path, true)
  const [broken, setBroken] = useState<readonly string[]>([])
  const names = Object.keys(fieldsOf(value))
  const fault = broken.length > 0 ? `${broken.join('、')} 不是 JSON 文件，请核对后重新选择` : error
  const choose = async (files: readonly File[]) => {
    const found = await readAll(files)
    setBroken(found.broken)
    onChange(found.broken.length > 0 ? undefined : found.read)
  }
  return (
    <Labelled
      {...{ id, errorId, required }}
      title="规则包的全部 JSON 文件（pack.json、periods.json 等，一起选择）"
      error={fault}
      {...(names.length > 0 ? { hint: `已经读入：${names.join('、')}` } : {})}
    >
      <input
        id={id}
        type="file"
        multiple
        accept=".json"
        {...(fault === undefined ? {} : { 'aria-invalid': true, 'aria-describedby': errorId })}
        onChange={(event) => choose([...(event.target.files ?? [])])}
      />
    </Labelled>
  )
}
