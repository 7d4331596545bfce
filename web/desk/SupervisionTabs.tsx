import { NavLink } from 'react-router'
import { useMe } from '#web/desk/session.tsx'

/** Whose office it is to see how far the law is kept, and where it changed 条款落实、法规变动. */
const overseers = ['supervisor', 'reviewer', 'head', 'principalLeader', 'leaderInCharge']

/** The boards of the supervisors. */
export const SupervisionTabs = () => {
  const { officer } = useMe()
  return (
    <nav className="tabs" aria-label="监督事项">
      <NavLink to="/supervision" end>
        未获准的尝试
      </NavLink>
      <NavLink to="/supervision/overdue">逾期事项</NavLink>
      {officer.posts.some(({ id }) => overseers.includes(id)) && (
        <>
          <NavLink to="/supervision/clauses">条款落实</NavLink>
          <NavLink to="/supervision/laws">法规变动</NavLink>
        </>
      )}
    </nav>
  )
}
