import { type ReactNode, useEffect, useRef } from 'react'
import { useLocation } from 'react-router'

/** Who fills in or narrows down a list goes on where he is. */
const CHOOSING = 'form, fieldset, [role="radiogroup"], [role="combobox"]'

/** The one heading of a page and its title; after going from page to page the focus stands on it. */
export function PageHead({
  title,
  window: inWindow = title,
  note,
  children,
}: {
  title: string
  window?: string
  note?: ReactNode
  children?: ReactNode
}) {
  const heading = useRef<HTMLHeadingElement>(null)
  const { key, pathname, search } = useLocation()
  const place = placeOf(pathname, search)
  const was = useRef(key === 'default' ? place : '')
  useEffect(() => {
    document.title = `${inWindow} - 明镜 办案台`
  }, [inWindow])
  useEffect(() => {
    if (was.current === place) return
    was.current = place
    if (!document.activeElement?.closest(CHOOSING)) heading.current?.focus()
  }, [place])
  return (
    <div className="head">
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {note && <p className="muted">{note}</p>}
      {children && <div className="end">{children}</div>}
    </div>
  )
}

/** A page as it is asked for, whichever form is open on it. */
function placeOf(pathname: string, search: string): string {
  const asked = new URLSearchParams(search)
  asked.delete('act')
  return `${pathname}?${asked}`
}
