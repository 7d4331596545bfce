import type { ThemeConfig } from 'antd'

/** antd in our tokens: `colorPrimary` does not change links, so `colorLink` is set too; the greys are those that can be read. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#1a4f8b',
    colorLink: '#1a4f8b',
    colorLinkHover: '#123a68',
    colorText: '#1b2430',
    colorTextPlaceholder: '#6b7280',
    colorTextDescription: '#4b5563',
    colorBorder: '#66707d',
    colorError: '#a3241b',
    borderRadius: 2,
    borderRadiusLG: 2,
    borderRadiusSM: 2,
    boxShadow: 'none',
    fontSize: 14,
    motion: false,
    fontFamily: '"PingFang SC","Microsoft YaHei","Source Han Sans SC","Noto Sans CJK SC",system-ui,sans-serif',
  },
  components: {
    DatePicker: { colorTextDisabled: '#6b7280' },
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
  },
}
