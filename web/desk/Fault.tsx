import { Button } from 'antd'
import { Component, type ReactNode } from 'react'

/** A page that could not be drawn 页面故障: said, instead of left blank. What was typed is kept. */
export class Fault extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false }
  static getDerivedStateFromError() {
    return { broken: true }
  }
  override render() {
    if (!this.state.broken) return this.props.children
    return (
      <main className="page">
        <h1>这个页面没有打开</h1>
        <p className="note bad" role="alert">
          <i aria-hidden="true">×</i> 可能是网络中断，或者系统刚刚升级。请刷新再试，填写的内容还在。
        </p>
        <Button onClick={() => location.reload()}>刷新</Button>
      </main>
    )
  }
}
