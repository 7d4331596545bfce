/** @jsxRuntime automatic */
import { useContext } from 'react'
import { inView, officerHref } from '#web/portal/address.ts'
import { InView } from '#web/portal/To.tsx'

/** The field in which the number on a certificate is looked up 核对执法证件. */
export const Certificate = ({ no }: { no?: string }) => (
  <search>
    <form className="search" action={inView(useContext(InView), officerHref())} method="get">
      <label htmlFor="no">执法证号</label>
      <div className="join">
        <input id="no" name="no" type="search" defaultValue={no} maxLength={40} autoComplete="off" enterKeyHint="search" required />
        <button type="submit">核对</button>
      </div>
    </form>
  </search>
)
