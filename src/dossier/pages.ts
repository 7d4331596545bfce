/** How many matters of the list, and how many duties of the queue, stand on a page 每页件数. */
export const CASES_A_PAGE = 20
export const DUTIES_A_PAGE = 50
