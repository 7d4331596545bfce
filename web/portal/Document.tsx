/** @jsxRuntime automatic */
import type { ReactNode } from 'react'
import { inView } from '#web/portal/address.ts'
import { FEW, type SiteData } from '#web/portal/data.ts'
import { InView, To } from '#web/portal/To.tsx'
import { ToAgencies } from '#web/portal/ToAgencies.tsx'
import { plain, Words } from '#web/portal/Words.tsx'

type Place = Readonly<{ zh: string; href: string }>
const rooms: readonly Place[] = [
  { zh: '首页', href: '/' },
  { zh: '事前公开', href: '/lists' },
  { zh: '行政处罚决定', href: '/decisions' },
  { zh: '关于本平台', href: '/about' },
]

const platform = '行政执法公示平台'
/** The name under which the pages stand, once: 某某委员会 行政执法公示平台. */
const nameOf = (site: string): string => plain(site.includes('公示平台') ? site : `${site}${platform}`)

/** A page of the portal 公示平台: head, mast with 文武线, what the page says, foot. No script, one style sheet. */
export function Document({
  site,
  title,
  description,
  at,
  path = [],
  index = true,
  children,
}: {
  site: SiteData
  title: string
  description: string
  /** Where in the main navigation the page stands. */
  at?: Place['href']
  /** The way to this page 所在位置; the last one is the page itself. */
  path?: readonly (string | Place)[]
  /** May search engines keep it? */
  index?: boolean
  children: ReactNode
}) {
  const plainly = site.view === 'plain'
  return (
    <InView value={site.view}>
      <html lang="zh-CN" className={plainly ? 'elder' : undefined}>
        <head>
          <meta charSet="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{[plain(title), nameOf(site.site)].filter(Boolean).join(' · ') + (site.demo ? '（演示）' : '')}</title>
          <meta name="description" content={plain(description)} />
          {index && !site.demo && !plainly ? null : <meta name="robots" content="noindex" />}
          <meta name="format-detection" content="telephone=no" />
          <link rel="stylesheet" href="/portal.css" />
          <link rel="alternate" type="application/atom+xml" title="最新公示" href="/feed.xml" />
        </head>
        <body>
          <a className="skip" href="#main">
            跳到正文
          </a>
          <header>
            {site.demo ? (
              <p className="demo">
                <b>演示数据</b>：机关、人员、案件均为虚构，不具法律效力{site.tour ? '　' : null}
                {site.tour ? <a href="/tour">两分钟导览</a> : null}
              </p>
            ) : null}
            <div className="width mast">
              <To className="brand" href="/">
                <b>
                  <Words>{site.site}</Words>
                </b>
                {site.site.includes('公示平台') ? null : <span>{platform}</span>}
              </To>
              <a className="view" href={inView(plainly ? 'standard' : 'plain', site.here)}>
                {plainly ? '标准版' : '长者版'}
              </a>
            </div>
            <nav className="nav" aria-label="主导航">
              <ul className="width">
                {rooms.map(({ zh, href }) => (
                  <li key={href}>
                    <To href={href} aria-current={href === at ? (path.length > 1 ? 'true' : 'page') : undefined}>
                      {zh}
                    </To>
                  </li>
                ))}
              </ul>
            </nav>
            <div className="wenwu" />
          </header>
          {path.length > 0 ? (
            <nav className="path width" aria-label="所在位置">
              <ol>
                <li>
                  <To href="/">首页</To>
                </li>
                {path.map((step) =>
                  typeof step === 'string' ? (
                    <li key={step}>
                      <span aria-current="page">
                        <Words>{step}</Words>
                      </span>
                    </li>
                  ) : (
                    <li key={step.href}>
                      <To href={step.href}>{step.zh}</To>
                    </li>
                  ),
                )}
              </ol>
            </nav>
          ) : null}
          <main id="main" className="width">
            {children}
          </main>
          <Foot site={site} />
        </body>
      </html>
    </InView>
  )
}

const Foot = ({ site: { agencies } }: { site: SiteData }) => (
  <footer>
    <div className="width foot">
      <div>
        <h2>公示机关</h2>
        {agencies.length > FEW ? (
          <ToAgencies agencies={agencies} />
        ) : (
          <ul className="agencies">
            {agencies.map(({ agency, name, phone, address }) => (
              <li key={agency}>
                <Words>{name}</Words>
                {address ? (
                  <span className="line">
                    地址：<Words>{address}</Words>
                  </span>
                ) : null}
                {phone ? (
                  <span className="line">
                    电话：<Words>{phone}</Words>
                  </span>
                ) : null}
              </li>
            ))}
          </ul>
        )}
      </div>
      <div>
        <h2>关于本平台</h2>
        <ul className="doors">
          <li>
            <To href="/about#read">怎样读一份公示</To>
          </li>
          <li>
            <To href="/about#correct">公示有误怎么办</To>
          </li>
          <li>
            <To href="/about#data">开放数据</To>
          </li>
          <li>
            <To href="/about#access">无障碍说明</To>
          </li>
        </ul>
      </div>
    </div>
  </footer>
)
