import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { LawList } from '#web/desk/api.ts'
import { LawWorks } from '#web/desk/LawWorks.tsx'
import { Page, Read } from '#web/desk/Page.tsx'
import { PageHead } from '#web/desk/PageHead.tsx'
import { SupervisionTabs } from '#web/desk/SupervisionTabs.tsx'
import { useMe } from '#web/desk/session.tsx'
import { ActForm } from '#web/kit/ActForm.tsx'
import type { ActRow } from '#web/kit/acts.ts'
import { useLoad } from '#web/kit/useLoad.ts'

const forms = [
  { act: 'law.change', zh: '登记法规变动' },
  { act: 'law.settle', zh: '办结修订' },
] as const

/** 监督台，法规变动: which text changed when, what has to be revised by which day, and what of it is done. */
export default function LawsPage() {
  const { officer, agency } = useMe()
  const [search, setSearch] = useSearchParams()
  const list = useLoad<LawList>('/api/laws')
  const acts = useLoad<readonly ActRow[]>('/api/acts')
  const [done, setDone] = useState('')
  const mayRecord = officer.posts.some(({ id }) => id === 'reviewer' || id === 'supervisor')
  const open = search.get('act')
  const act = mayRecord ? acts.data?.find(({ id }) => id === open && forms.some((form) => form.act === id)) : undefined
  return (
    <Page>
      <PageHead title="监督台" window="法规变动" note="哪一部变了、涉及什么、多久之内修订执法依据和裁量基准">
        {mayRecord &&
          forms.map(({ act, zh }) => (
            <button key={act} type="button" className="button" aria-pressed={open === act} onClick={() => setSearch({ act })}>
              {zh}
            </button>
          ))}
      </PageHead>
      <SupervisionTabs />
      <div role="status">{done && <p className="note ok">✓ 已办理：{done}</p>}</div>
      <Read of={list}>
        {({ items, choices }) => (
          <>
            {act && (
              <section className="card">
                <div className="in">
                  <ActForm
                    act={act}
                    stream={`register:${agency.agency}`}
                    choices={choices}
                    onGranted={() => {
                      setDone(act.zh)
                      setSearch({})
                      void list.reload()
                    }}
                    onCancel={() => setSearch({})}
                  />
                </div>
              </section>
            )}
            {items.length === 0 ? (
              <p className="empty">
                还没有登记法规变动。有法律、法规、规章公布、修订或者废止的，由法制机构登记，系统列出所涉的规则、文书、基准和案件。
              </p>
            ) : (
              <Changes items={items} />
            )}
          </>
        )}
      </Read>
    </Page>
  )
}

const Changes = ({ items }: Pick<LawList, 'items'>) => (
  <table className="list cards">
    <caption className="unseen">法规变动</caption>
    <thead>
      <tr>
        <th scope="col">变动</th>
        <th scope="col">公布</th>
        <th scope="col">施行（失效）</th>
        <th scope="col">应当办理的修订</th>
        <th scope="col">登记</th>
      </tr>
    </thead>
    <tbody>
      {items.map((item) => (
        <tr key={item.no}>
          <td data-l="变动">
            <Link className="strong" to={`/supervision/laws/${item.no}`}>
              {item.zh}
            </Link>
            <div className="small">{item.levelZh}</div>
          </td>
          <td data-l="公布" className="nowrap">
            {item.promulgatedOn}
          </td>
          <td data-l="施行（失效）" className="nowrap">
            {item.from}
          </td>
          <td data-l="应当办理的修订">
            <LawWorks of={item.works} />
          </td>
          <td data-l="登记">
            <span className="nowrap">{item.on}</span>
            <div className="small">{item.by}</div>
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)
