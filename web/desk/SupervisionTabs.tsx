import { NavLink } from 'react-router'

/** The two boards of the supervisors. */
export const SupervisionTabs = () => (
  <nav className="tabs" aria-label="监督事项">
    <NavLink to="/supervision" end>
      未获准的尝试
    </NavLink>
    <NavLink to="/supervision/overdue">逾期事项</NavLink>
  </nav>
)
