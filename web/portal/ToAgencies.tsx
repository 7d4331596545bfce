/** @jsxRuntime automatic */
import type { SiteData } from '#web/portal/data.ts'
import { To } from '#web/portal/To.tsx'

/** Where there are too many agencies to name them here: how many, and where each is found. */
export const ToAgencies = ({ agencies }: Pick<SiteData, 'agencies'>) => (
  <p>
    共 {agencies.length.toLocaleString('en-US')} 个机关。
    <To href="/lists">按名称查机关</To>，看它的地址、电话、清单和决定。
  </p>
)
