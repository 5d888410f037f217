"""Pages (trang web): server-rendered, Vietnamese first, complete without scripts."""
