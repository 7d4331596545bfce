/** @jsxRuntime automatic */
import { readFileSync } from 'node:fs'
import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { AboutPage } from '#web/portal/AboutPage.tsx'
import { AgenciesPage } from '#web/portal/AgenciesPage.tsx'
import { BoardsPage } from '#web/portal/BoardsPage.tsx'
import { DecisionPage } from '#web/portal/DecisionPage.tsx'
import type {
  AgenciesData,
  BoardsData,
  DecisionData,
  HistoryData,
  HomeData,
  ListData,
  OfficerData,
  ProblemData,
  ProofData,
  RegisterData,
  RegistersData,
  SiteData,
  TourData,
  WithdrawnData,
} from '#web/portal/data.ts'
import { HistoryPage } from '#web/portal/HistoryPage.tsx'
import { HomePage } from '#web/portal/HomePage.tsx'
import { ListPage } from '#web/portal/ListPage.tsx'
import { OfficerPage } from '#web/portal/OfficerPage.tsx'
import { ProblemPage } from '#web/portal/ProblemPage.tsx'
import { ProofPage } from '#web/portal/ProofPage.tsx'
import { RegisterPage } from '#web/portal/RegisterPage.tsx'
import { RegistersPage } from '#web/portal/RegistersPage.tsx'
import { TourPage } from '#web/portal/TourPage.tsx'
import { WithdrawnPage } from '#web/portal/WithdrawnPage.tsx'

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8')

/** The one style sheet of the portal, tokens first; served as `/portal.css`. */
export const portalCss: string = read('../kit/tokens.css') + read('../kit/chart.css') + read('./portal.css')

/** The verifier 核验程序: one file, for the proof page and for who works offline; served as `/verify-publication.mjs`. */
export const verifier: string = read('./verify-publication.mjs')

const page = (element: ReactElement): string => `<!doctype html>${renderToStaticMarkup(element)}`

/** `/` */
export const renderHome = (data: HomeData): string => page(<HomePage {...data} />)
/** `/decisions` 行政处罚决定目录 */
export const renderList = (data: ListData): string => page(<ListPage {...data} />)
/** `/decisions/:agency/:id` 行政处罚决定信息 */
export const renderDecision = (data: DecisionData): string => page(<DecisionPage {...data} />)
/** `/decisions/:agency/:id`, withdrawn 已撤回的公示 */
export const renderWithdrawn = (data: WithdrawnData): string => page(<WithdrawnPage {...data} />)
/** `/decisions/:agency/:id/proof` 核验 */
export const renderProof = (data: ProofData): string => page(<ProofPage {...data} />)
/** `/lists` 事前公开, where there are several agencies */
export const renderAgencies = (data: AgenciesData): string => page(<AgenciesPage {...data} />)
/** `/lists/:agency` 事前公开, and `/lists` where there is one */
export const renderRegisters = (data: RegistersData): string => page(<RegistersPage {...data} />)
/** `/lists/:agency/:list` 一份清单 */
export const renderRegister = (data: RegisterData): string => page(<RegisterPage {...data} />)
/** `/lists/:agency/:list/history` 采用和变更的经过 */
export const renderHistory = (data: HistoryData): string => page(<HistoryPage {...data} />)
/** `/officers` 执法人员核对 */
export const renderOfficer = (data: OfficerData): string => page(<OfficerPage {...data} />)
/** `/lists/:agency/boards/print` 岗位信息公示牌 */
export const renderBoards = (data: BoardsData): string => page(<BoardsPage {...data} />)
/** `/about` 关于本平台 */
export const renderAbout = (data: SiteData): string => page(<AboutPage {...data} />)
/** `/tour` 演示导览 */
export const renderTour = (data: TourData): string => page(<TourPage {...data} />)
/** Whatever cannot be shown. */
export const renderProblem = (data: ProblemData): string => page(<ProblemPage {...data} />)
