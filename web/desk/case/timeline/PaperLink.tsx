/** A paper of the matter, as PDF. */
export const PaperLink = ({ stream, paper, zh }: { stream: string; paper: string; zh: string }) => (
  <a href={`/api/streams/${encodeURIComponent(stream)}/papers/${paper}.pdf`} target="_blank" rel="noreferrer">
    {zh}
  </a>
)
