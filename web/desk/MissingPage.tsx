import { Link } from 'react-router'
import { Page } from '#web/desk/Page.tsx'
import { PageHead } from '#web/desk/PageHead.tsx'

export default function MissingPage() {
  return (
    <Page>
      <PageHead title="没有这个页面" />
      <p>
        地址可能有误。请回到<Link to="/">工作队列</Link>。
      </p>
    </Page>
  )
}
