import { Pagination } from 'antd'
import type { Paged } from '#web/desk/api.ts'

/** 翻页, where there is more than one page. */
export const Turning = ({ of: { page, pages, total }, to }: { of: Omit<Paged<unknown>, 'items'>; to: (page: number) => void }) =>
  pages > 1 && (
    <nav aria-label="翻页">
      <Pagination current={page} total={total} pageSize={Math.ceil(total / pages)} showSizeChanger={false} onChange={to} />
    </nav>
  )
