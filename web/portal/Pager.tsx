/** @jsxRuntime automatic */
import { To } from '#web/portal/To.tsx'

/** The first, the last, and those beside this one. */
const around = (page: number, pages: number): number[] =>
  [...new Set([1, page - 1, page, page + 1, pages])].filter((n) => n >= 1 && n <= pages).sort((a, b) => a - b)

/** 分页: links to the pages of a list, `at` tells where one is. */
export const Pager = ({ page, pages, at }: { page: number; pages: number; at: (page: number) => string }) =>
  pages > 1 ? (
    <nav aria-label="分页">
      <ul className="pager">
        {page > 1 ? (
          <li>
            <To href={at(page - 1)} rel="prev">
              上一页
            </To>
          </li>
        ) : null}
        {around(page, pages).map((n, i, all) => (
          <li key={n} className={n - (all[i - 1] ?? n - 1) > 1 ? 'far' : undefined}>
            {n === page ? (
              <span aria-current="page">{n}</span>
            ) : (
              <To href={at(n)} aria-label={`第 ${n} 页`}>
                {n}
              </To>
            )}
          </li>
        ))}
        {page < pages ? (
          <li>
            <To href={at(page + 1)} rel="next">
              下一页
            </To>
          </li>
        ) : null}
      </ul>
    </nav>
  ) : null
