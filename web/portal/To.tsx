/** @jsxRuntime automatic */
import { type ComponentProps, createContext, useContext } from 'react'
import { inView, type View } from '#web/portal/address.ts'

/** In which form the page is shown: a link on it stays in that form. */
export const InView = createContext<View>('standard')

/** A link to another page of the portal. */
export const To = ({ href, ...rest }: ComponentProps<'a'> & { href: string }) => <a href={inView(useContext(InView), href)} {...rest} />
