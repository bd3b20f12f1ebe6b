import DOMPurify from "dompurify";
import React from "react";

function show(element) {
  const name = new URLSearchParams(window.location.search).get("name");
  // ruleid: javascript-dom-cross-site-scripting
  element.innerHTML = "<b>" + name + "</b>";
  // ruleid: javascript-dom-cross-site-scripting
  document.write(decodeURIComponent(location.hash.slice(1)));
  // ruleid: javascript-dom-cross-site-scripting
  element.insertAdjacentHTML("beforeend", document.referrer);
  // ok: javascript-dom-cross-site-scripting
  element.innerHTML = DOMPurify.sanitize(name);
  // ok: javascript-dom-cross-site-scripting
  element.textContent = name;
  // ok: javascript-dom-cross-site-scripting
  element.innerHTML = "<b>fixed</b>";
}

window.addEventListener("message", (event) => {
  // ruleid: javascript-dom-cross-site-scripting
  document.getElementById("out").innerHTML = event.data;
});

export function Comment({ text, children }) {
  return (
    <div>
      {/* ruleid: javascript-react-unescaped-html */}
      <p dangerouslySetInnerHTML={{ __html: text }} />
      {/* ok: javascript-react-unescaped-html */}
      <p dangerouslySetInnerHTML={{ __html: DOMPurify.sanitize(text) }} />
      {/* ok: javascript-react-unescaped-html */}
      <p dangerouslySetInnerHTML={{ __html: "<b>fixed</b>" }} />
      {/* ok: javascript-react-unescaped-html */}
      <p>{text}</p>
    </div>
  );
}
