/** What was allowed with a warning 提示后办理: a rule without a clause that blocks. It stays in the event. */
export type Warning = Readonly<{ code: string; zh: string }>
