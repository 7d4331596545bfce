import { lazy, Suspense } from 'react'
import { Route, Routes } from 'react-router'
import { Fault } from '#web/desk/Fault.tsx'
import { Frame } from '#web/desk/Frame.tsx'
import { SignInPage } from '#web/desk/SignInPage.tsx'
import { SessionProvider } from '#web/desk/session.tsx'

const QueuePage = lazy(() => import('#web/desk/QueuePage.tsx'))
const CasesPage = lazy(() => import('#web/desk/CasesPage.tsx'))
const NewCasePage = lazy(() => import('#web/desk/NewCasePage.tsx'))
const CasePage = lazy(() => import('#web/desk/CasePage.tsx'))
const ChartPage = lazy(() => import('#web/desk/ChartPage.tsx'))
const ReviewPage = lazy(() => import('#web/desk/ReviewPage.tsx'))
const RulesPage = lazy(() => import('#web/desk/RulesPage.tsx'))
const PublicationsPage = lazy(() => import('#web/desk/PublicationsPage.tsx'))
const PublicationPage = lazy(() => import('#web/desk/PublicationPage.tsx'))
const ListsPage = lazy(() => import('#web/desk/ListsPage.tsx'))
const ListPage = lazy(() => import('#web/desk/ListPage.tsx'))
const ListDraftPage = lazy(() => import('#web/desk/ListDraftPage.tsx'))
const ListImportPage = lazy(() => import('#web/desk/ListImportPage.tsx'))
const ChangePage = lazy(() => import('#web/desk/ChangePage.tsx'))
const SupervisionPage = lazy(() => import('#web/desk/SupervisionPage.tsx'))
const OverduePage = lazy(() => import('#web/desk/OverduePage.tsx'))
const ClausesPage = lazy(() => import('#web/desk/ClausesPage.tsx'))
const ClausePage = lazy(() => import('#web/desk/ClausePage.tsx'))
const LawsPage = lazy(() => import('#web/desk/LawsPage.tsx'))
const LawPage = lazy(() => import('#web/desk/LawPage.tsx'))
const AgencyPage = lazy(() => import('#web/desk/AgencyPage.tsx'))
const AccountPage = lazy(() => import('#web/desk/AccountPage.tsx'))
const SetupPage = lazy(() => import('#web/desk/SetupPage.tsx'))
const FoundPage = lazy(() => import('#web/desk/FoundPage.tsx'))
const WelcomePage = lazy(() => import('#web/desk/WelcomePage.tsx'))
const MissingPage = lazy(() => import('#web/desk/MissingPage.tsx'))

/** The rooms of the desk 办案台. */
export const App = () => (
  <SessionProvider>
    <Fault>
      <Suspense fallback={<p className="waiting">正在打开</p>}>
        <Routes>
          <Route path="sign-in" element={<SignInPage />} />
          <Route path="setup" element={<SetupPage />} />
          <Route path="found" element={<FoundPage />} />
          <Route path="welcome" element={<WelcomePage />} />
          <Route element={<Frame />}>
            <Route index element={<QueuePage />} />
            <Route path="cases" element={<CasesPage />} />
            <Route path="cases/new" element={<NewCasePage />} />
            <Route path="cases/:id" element={<CasePage />} />
            <Route path="cases/:id/review" element={<ReviewPage />} />
            <Route path="cases/:id/chart" element={<ChartPage />} />
            <Route path="procedure" element={<ChartPage />} />
            <Route path="publications" element={<PublicationsPage />} />
            <Route path="publications/:id" element={<PublicationPage />} />
            <Route path="lists" element={<ListsPage />} />
            <Route path="rules" element={<RulesPage />} />
            <Route path="lists/:list" element={<ListPage />} />
            <Route path="lists/:list/draft" element={<ListDraftPage />} />
            <Route path="lists/:list/import" element={<ListImportPage />} />
            <Route path="changes/:id" element={<ChangePage />} />
            <Route path="supervision" element={<SupervisionPage />} />
            <Route path="supervision/overdue" element={<OverduePage />} />
            <Route path="supervision/clauses" element={<ClausesPage />} />
            <Route path="supervision/clauses/:id" element={<ClausePage />} />
            <Route path="supervision/laws" element={<LawsPage />} />
            <Route path="supervision/laws/:no" element={<LawPage />} />
            <Route path="agency" element={<AgencyPage />} />
            <Route path="account" element={<AccountPage />} />
            <Route path="*" element={<MissingPage />} />
          </Route>
        </Routes>
      </Suspense>
    </Fault>
  </SessionProvider>
)
