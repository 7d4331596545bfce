import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { addDays } from '#law/day'
import type { RuleLine, RulesView } from '#web/desk/api.ts'
import { Filter } from '#web/desk/Filter.tsx'
import { NewPack } from '#web/desk/NewPack.tsx'
import { Page, Read } from '#web/desk/Page.tsx'
import { PageHead } from '#web/desk/PageHead.tsx'
import { useMe } from '#web/desk/session.tsx'
import { Words } from '#web/desk/Words.tsx'
import { ActForm } from '#web/kit/ActForm.tsx'
import type { ActRow } from '#web/kit/acts.ts'
import { Clauses } from '#web/kit/Clauses.tsx'
import { Status } from '#web/kit/Status.tsx'
import { itemOf } from '#web/kit/schema.ts'
import { useLoad } from '#web/kit/useLoad.ts'

const states = { open: '待本机关确定', own: '本机关确定', here: '本级规定', inherited: '上级规定' } as const
const looks = { open: 'warn', own: 'ok', here: 'info', inherited: 'idle' } as const

const nameOf = ({ family, key }: RuleLine): string => `${family} ${key}`

/** 适用的规则: what every rule says today and who fixed it; what no text fixes waits for the agency. */
export default function RulesPage() {
  const { officer } = useMe()
  const [search, setSearch] = useSearchParams()
  const view = useLoad<RulesView>('/api/rules')
  const [done, setDone] = useState('')
  const leads = officer.posts.some(({ id }) => id === 'principalLeader')
  const [q, state] = [search.get('q') ?? '', search.get('state') ?? '']
  const turn = (change: Record<string, string>) => setSearch(Object.entries({ q, state, ...change }).filter(([, value]) => value !== ''))
  const granted = (zh: string) => {
    setDone(zh)
    turn({ set: '' })
    void view.reload()
  }
  return (
    <Page>
      <PageHead title="适用的规则" note="依照规则包和本机关的确定；数字都有出处，没有出处的由主要负责人确定">
        {leads && (
          <button type="button" className="button" aria-pressed={search.has('pack')} onClick={() => setSearch({ pack: '1' })}>
            采用规则包新版本
          </button>
        )}
      </PageHead>
      <div role="status">{done && <p className="note ok">✓ 已办理：{done}</p>}</div>
      <Read of={view}>
        {({ items, pack, disagreements, version }) => {
          const chosen = items.find((item) => nameOf(item) === search.get('set'))
          const found = items.filter((item) => `${item.zh} ${item.says ?? ''} ${item.note ?? ''} ${nameOf(item)}`.includes(q))
          const shown = found.filter((item) => state === '' || item.state === state)
          const kinds = Object.entries(states).map(([id, zh]) => ({ id, zh, count: found.filter((item) => item.state === id).length }))
          return (
            <>
              <p className="hint">规则包，从下到上：{pack.chain.map(({ zh }) => zh).join(' → ')}</p>
              {leads && search.has('pack') && (
                <NewPack version={version} onGranted={granted} onStale={view.reload} onCancel={() => setSearch({})} />
              )}
              {leads && chosen && <Setting of={chosen} onGranted={granted} onCancel={() => turn({ set: '' })} />}
              <Words q={q} label="在规则中找" hint="名称、内容" onAsk={(words) => turn({ q: words })} />
              <Filter legend="由谁规定" all="全部" kinds={kinds} chosen={state} choose={(id) => turn({ state: id })} />
              <Rules items={shown} {...(leads ? { set: (item) => turn({ set: nameOf(item) }) } : {})} />
              {disagreements.length > 0 && (
                <details>
                  <summary>各级规定不一致的 {disagreements.length} 处</summary>
                  <ul>
                    {disagreements.map((zh) => (
                      <li key={zh}>{zh}</li>
                    ))}
                  </ul>
                </details>
              )}
            </>
          )
        }}
      </Read>
    </Page>
  )
}

/** 本机关确定: the form of one parameter, with what stands already filled in. */
function Setting({ of, onGranted, onCancel }: { of: RuleLine; onGranted: (zh: string) => void; onCancel: () => void }) {
  const { agency, today } = useMe()
  const acts = useLoad<readonly ActRow[]>('/api/acts')
  const adopt = acts.data?.find(({ id }) => id === 'register.adopt')
  const variant = adopt?.input.oneOf?.find(({ properties }) => properties?.family?.const === of.family)
  if (!adopt || !variant) return null
  const rows = variant.properties?.rows ?? {}
  const { yieldsTo: _, ...asked } = itemOf(rows).properties ?? {}
  const { modes } = of
  const properties = modes ? { ...asked, mode: { ...asked.mode, enum: Object.keys(modes), labels: modes } } : asked
  const input = { ...variant, properties: { rows: { ...rows, items: { ...itemOf(rows), properties } } } }
  const from = of.state === 'own' ? addDays(today, 1) : today
  const row = { from, by: of.choosesBy ?? 'step', local: 'free', clauses: of.clauses.map(({ id }) => id), source: '' }
  return (
    <section className="card" aria-labelledby="set">
      <h2 id="set">{of.zh}</h2>
      <div className="in">
        <p>
          {of.says ? `现在：${of.says}（${of.by}）` : (of.until ?? '没有规定')}
          {of.stricterOnly && '。上级规定只允许从严。'}
          {of.state === 'own' && '新的最早自明日起施行，现在的施行到它的前一日。'}
        </p>
        <ActForm
          key={nameOf(of)}
          act={{ ...adopt, input }}
          stream={`register:${agency.agency}`}
          choices={{}}
          fixed={{ family: of.family, key: of.key }}
          initial={{ rows: [row] }}
          onGranted={() => onGranted(`${adopt.zh}：${of.zh}`)}
          onCancel={onCancel}
        />
      </div>
    </section>
  )
}

function Rules({ items, set }: { items: readonly RuleLine[]; set?: (item: RuleLine) => void }) {
  if (items.length === 0) return <p className="empty">没有符合的规则。换一个词再找，或者选「全部」。</p>
  return (
    <table className="list cards">
      <caption className="unseen">适用的规则</caption>
      <thead>
        <tr>
          <th scope="col">规则</th>
          <th scope="col">内容</th>
          <th scope="col">由谁规定</th>
          <th scope="col">依据</th>
          {set && <th scope="col">确定</th>}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={nameOf(item)}>
            <td data-l="规则" className="strong">
              {item.zh}
            </td>
            <td data-l="内容">
              {item.says ?? <span className="small">{item.until ?? '没有规定'}</span>}
              {item.note && <div className="small">{item.note}</div>}
              {item.from && <div className="small">{item.from} 起</div>}
            </td>
            <td data-l="由谁规定">
              <Status look={looks[item.state]}>{states[item.state]}</Status>
              <div className="small">{item.source}</div>
            </td>
            <td data-l="依据">
              <Clauses of={item.clauses} />
            </td>
            {set && (
              <td data-l="确定">
                {item.mayChange ? (
                  <button
                    type="button"
                    className="button"
                    aria-label={`${item.state === 'open' ? '确定' : '另定'}：${item.zh}`}
                    onClick={() => set(item)}
                  >
                    {item.state === 'open' ? '确定' : '另定'}
                  </button>
                ) : (
                  <span className="small">不许另定</span>
                )}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
