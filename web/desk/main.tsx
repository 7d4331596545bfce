import { ConfigProvider } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router'
import { App } from '#web/desk/App.tsx'
import { theme } from '#web/desk/theme.ts'
import '#web/kit/tokens.css'
import '#web/kit/kit.css'
import '#web/desk/desk.css'

dayjs.locale('zh-cn')
const place = document.getElementById('desk')
if (!place) throw new Error('index.html has no #desk')
createRoot(place).render(
  <StrictMode>
    <ConfigProvider locale={zhCN} theme={theme} button={{ autoInsertSpace: false }}>
      <BrowserRouter basename="/desk">
        <App />
      </BrowserRouter>
    </ConfigProvider>
  </StrictMode>,
)
