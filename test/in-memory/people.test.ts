// What people without a sign-in see and do: on the notice board, and by the links in their mails. The notices come first:
// their days are counted from the first morning.
import './people/notices.ts';
import './people/links.ts';
