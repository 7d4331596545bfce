import { useNavigate } from 'react-router'
import { pageOf } from '#web/desk/api.ts'
import { Page, Read } from '#web/desk/Page.tsx'
import { PageHead } from '#web/desk/PageHead.tsx'
import { ActForm } from '#web/kit/ActForm.tsx'
import type { ActRow } from '#web/kit/acts.ts'
import { useLoad } from '#web/kit/useLoad.ts'

/** 登记线索: the act that begins a matter. */
export default function NewCasePage() {
  const go = useNavigate()
  const acts = useLoad<readonly ActRow[]>('/api/acts')
  return (
    <Page className="narrow">
      <PageHead title="登记线索" note="登记后系统开始计算立案期限" />
      <Read of={acts}>
        {(rows) => {
          const report = rows.find(({ id }) => id === 'case.report')
          return report ? (
            <ActForm act={report} choices={{}} onGranted={({ stream }) => void go(pageOf(stream) ?? '/cases')} />
          ) : (
            <p>以您的岗位不能登记线索。</p>
          )
        }}
      </Read>
    </Page>
  )
}
