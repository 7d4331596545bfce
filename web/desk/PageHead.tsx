import { type ReactNode, useEffect, useRef } from 'react'
import { useLocation } from 'react-router'

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
  const { key } = useLocation()
  useEffect(() => {
    document.title = `${inWindow} - 明镜 办案台`
  }, [inWindow])
  useEffect(() => {
    if (key !== 'default' && !document.activeElement?.closest('form')) heading.current?.focus()
  }, [key])
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
