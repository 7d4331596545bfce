import { Link, useNavigate, useParams, useSearchParams } from 'react-router'
import type { ChangeView, EntryView, ListView } from '#web/desk/lists.ts'
import { Page, Read } from '#web/desk/Page.tsx'
import { PageHead } from '#web/desk/PageHead.tsx'
import { useMe } from '#web/desk/session.tsx'
import { ActForm } from '#web/kit/ActForm.tsx'
import type { ActRow } from '#web/kit/acts.ts'
import type { Draft } from '#web/kit/schema.ts'
import { variantsOf } from '#web/kit/schema.ts'
import { useLoad } from '#web/kit/useLoad.ts'

/** The act that drafts a change, for one list alone: its form asks for the fields of that list. */
export function forList(acts: readonly ActRow[], list: string): ActRow | undefined {
  const act = acts.find(({ id }) => id === 'list.prepare')
  const input = act && variantsOf(act.input).find(({ properties }) => properties?.list?.const === list)
  return act && input && { ...act, input }
}

/** 拟变更: one entry or a few by hand; of a change that was returned, what it said. */
export default function ListDraftPage() {
  const { list = '' } = useParams()
  const { today } = useMe()
  const go = useNavigate()
  const [search] = useSearchParams()
  const [key, strike, change] = [search.get('key'), search.get('strike'), search.get('change')]
  const acts = useLoad<readonly ActRow[]>('/api/acts')
  const view = useLoad<ListView>(`/api/lists/${encodeURIComponent(list)}`)
  const entry = useLoad<EntryView>(key ? `/api/lists/${encodeURIComponent(list)}/entry?key=${encodeURIComponent(key)}` : undefined)
  const returned = useLoad<ChangeView>(change ? `/api/changes/${encodeURIComponent(change)}` : undefined)
  const initial = (): Draft => {
    const lines = returned.data?.lines ?? []
    const known = entry.data?.history[0]?.entry
    return {
      ...{ list, from: today, changed: today },
      ...(returned.data
        ? { from: returned.data.from < today ? today : returned.data.from, changed: returned.data.changed, why: returned.data.why }
        : {}),
      entries: returned.data ? lines.flatMap(({ entry }) => (entry ? [entry] : [])) : known ? [known] : strike ? [] : [{}],
      strike: returned.data ? lines.flatMap(({ key, entry }) => (entry ? [] : [key])) : strike ? [strike] : [],
    }
  }
  const waits = (key && !entry.data) || (change && !returned.data)
  return (
    <Page>
      <PageHead title={`拟变更${view.data ? `：${view.data.zh}` : ''}`}>
        <Link className="button" to={`/lists/${list}`}>
          回到清单
        </Link>
      </PageHead>
      <Read of={acts}>
        {(all) => {
          const act = forList(all, list)
          if (!act || waits) return <p className="waiting">正在打开</p>
          return (
            <section className="card">
              <ActForm
                key={`${key} ${strike} ${change}`}
                act={act}
                {...(returned.data ? { stream: returned.data.stream } : {})}
                choices={{}}
                initial={initial()}
                onGranted={({ stream }) => void go(`/changes/${stream.slice('change:'.length)}`)}
              />
            </section>
          )
        }}
      </Read>
    </Page>
  )
}
