import { ConfigProvider } from 'antd'
import zhCN from 'antd/es/locale/zh_CN'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router'
import { App } from '#web/desk/App.tsx'
import { theme } from '#web/desk/theme.ts'
import '#web/kit/tokens.css'
import '#web/kit/kit.css'
import '#web/kit/chart.css'
import '#web/desk/desk.css'

dayjs.locale('zh-cn')

/** The calendar's buttons are named by what they show, 2026年 and 11月, and not by a second name over it. */
const calendar = zhCN.DatePicker
const locale = calendar ? { ...zhCN, DatePicker: { ...calendar, lang: { ...calendar.lang, yearSelect: '', monthSelect: '' } } } : zhCN

/** Lists and calendars open inside the main part, where a reader looks for them. */
const inMain = (control?: HTMLElement): HTMLElement => control?.closest('main') ?? document.body

const place = document.getElementById('desk')
if (!place) throw new Error('index.html has no #desk')
createRoot(place).render(
  <StrictMode>
    <ConfigProvider locale={locale} theme={theme} button={{ autoInsertSpace: false }} getPopupContainer={inMain}>
      <BrowserRouter basename="/desk">
        <App />
      </BrowserRouter>
    </ConfigProvider>
  </StrictMode>,
)
